// CloudFront function qdn-track-rewrite (runtime cloudfront-js-2.0), viewer request, default behaviour.
// /track and /track/ mean the tracking page; every other request, and every query string, passes as it came.
function handler(event) {
    const request = event.request;
    if (request.uri === '/track' || request.uri === '/track/') {
        request.uri = '/track/index.html';
    }
    return request;
}
