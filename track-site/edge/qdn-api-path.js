// CloudFront function qdn-api-path (runtime cloudfront-js-2.0), viewer request, of the behaviour /api/*. The pages ask
// their own origin for the API below /api; the API itself knows nothing of that.
function handler(event) {
    const request = event.request;
    if (request.uri.indexOf('/api/') === 0) {
        request.uri = request.uri.slice('/api'.length);
    }
    return request;
}
