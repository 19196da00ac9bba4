/*
 * The tracking page's service worker: without a network the page's own files come from their last copies, with one they
 * are always the newest. What is known of a job is kept by track.js. The scope is every path that begins with /track, so
 * whatever is not one of these files passes untouched.
 */
'use strict';

const PAGE = '/track/index.html';
const FILES = [PAGE, '/track/track.css', '/track/story.js', '/track/track.js', '/track/icon.svg'];
const COPIES = 'qdn-track';
// Bars but no network: after this the copy is better than nothing.
const PATIENCE = 4000;

self.addEventListener('install', (event) => {
    self.skipWaiting();
    event.waitUntil(caches.open(COPIES).then((copies) => copies.addAll(FILES)));
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
    const url = new URL(event.request.url);
    const file = url.pathname === '/track' || url.pathname === '/track/' ? PAGE : url.pathname;
    if (event.request.method === 'GET' && url.origin === self.location.origin && FILES.includes(file)) {
        event.respondWith(newest(event, file));
    }
});

async function newest(event, file) {
    const copies = await caches.open(COPIES);
    const copy = await copies.match(file);
    const fresh = fetch(event.request).then(async (response) => {
        if (response.ok) {
            await copies.put(file, response.clone());
        }
        return response;
    });
    if (!copy) {
        return fresh;
    }
    event.waitUntil(fresh.catch(() => {}));
    const tired = new Promise((resolve) => setTimeout(resolve, PATIENCE, copy));
    return Promise.race([fresh.then((response) => response.status < 500 ? response : copy, () => copy), tired]);
}
