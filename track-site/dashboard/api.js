/* The job API over HTTP: what came of a request, as data. Runs in the page and in its worker. */
const ROOT = '/api';
const ANSWER_WITHIN = 15000;

/**
 * Asks, and never throws: {kind: 'answer', status, body, etag, next} for whatever the API said, or {kind: 'silence'} when
 * nobody knows whether it heard. The body of a `raw` success is its bytes.
 */
export async function call(token, method, path, {body: sent, key, etag, keepalive = false, raw = false} = {}) {
    const headers = {Accept: 'application/json', Authorization: 'Bearer ' + token};
    if (sent !== undefined) {
        headers['Content-Type'] = 'application/json';
    }
    if (key) {
        headers['Idempotency-Key'] = key;
    }
    if (etag) {
        headers['If-None-Match'] = etag;
    }
    try {
        const response = await fetch(ROOT + path, {
            method, headers, body: sent === undefined ? undefined : JSON.stringify(sent),
            cache: 'no-store', credentials: 'omit', keepalive, signal: AbortSignal.timeout(ANSWER_WITHIN)
        });
        const isBytes = raw && response.ok;
        const body = isBytes ? await response.arrayBuffer() : parsed(await response.text());
        return {
            kind: 'answer',
            status: response.status,
            body,
            etag: response.headers.get('ETag'),
            next: /<([^>]*)>;\s*rel="next"/.exec(response.headers.get('Link') || '')?.[1] || null
        };
    } catch (e) {
        return {kind: 'silence'};
    }
}

function parsed(text) {
    try {
        return text ? JSON.parse(text) : {};
    } catch (e) {
        return {};
    }
}

/** The last part of a problem's type, by which the API's document calls it. */
export function problemOf(answer) {
    return String(answer.body?.type || '').split('/').pop();
}
