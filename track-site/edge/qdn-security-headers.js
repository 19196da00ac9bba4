// CloudFront function qdn-security-headers (runtime cloudfront-js-2.0), viewer response, of both pages. What browsers are
// to forbid our pages is declared here and nowhere else. CloudFront runs it for what it answers below 400 only; its error
// pages hold no script and no link.
const SELF_ONLY = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types qdn"
].join('; ');

const HEADERS = {
    'content-security-policy': SELF_ONLY,
    // A tracking link is its own credential: no other site may learn it from a request of ours.
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    'x-content-type-options': 'nosniff',
    'strict-transport-security': 'max-age=31536000',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'
};

// The page is at /track, without a slash, and a script may otherwise serve only what is below its own folder.
const WORKER = '/track/offline.js';

function handler(event) {
    const headers = event.response.headers;
    Object.keys(HEADERS).forEach(function (name) {
        headers[name] = {value: HEADERS[name]};
    });
    if (event.request.uri === WORKER) {
        headers['service-worker-allowed'] = {value: '/track'};
    }
    return event.response;
}
