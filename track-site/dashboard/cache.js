/*
 * The last document, for the first paint. It holds customers' numbers and outlives the session on disk, so it is
 * encrypted with a key made of the staff token, which does not: without the token it is noise.
 */
const NAME = 'qdn-dashboard';
const IV_BYTES = 12;

/** The cached text of whoever has this token, or null. One that cannot be read is deleted. */
export async function recall(token, entry) {
    try {
        const kept = await (await caches.open(NAME)).match(entry);
        if (!kept) {
            return null;
        }
        const bytes = new Uint8Array(await kept.arrayBuffer());
        const zipped = await crypto.subtle.decrypt(
            {name: 'AES-GCM', iv: bytes.subarray(0, IV_BYTES)}, await key(token), bytes.subarray(IV_BYTES));
        return await through(new DecompressionStream('gzip'), zipped).text();
    } catch (e) {
        await forget();
        return null;
    }
}

export async function remember(token, entry, text) {
    try {
        const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
        const zipped = await through(new CompressionStream('gzip'), text).arrayBuffer();
        const sealed = await crypto.subtle.encrypt({name: 'AES-GCM', iv}, await key(token), zipped);
        await (await caches.open(NAME)).put(entry, new Response(new Blob([iv, sealed])));
    } catch (e) {
        // Private windows have no storage: the next first paint waits for the API.
    }
}

export async function forget() {
    try {
        await caches.delete(NAME);
    } catch (e) {
        // There was none.
    }
}

function through(stream, content) {
    return new Response(new Blob([content]).stream().pipeThrough(stream));
}

async function key(token) {
    const secret = await crypto.subtle.digest('SHA-256', new TextEncoder().encode('qdn dashboard cache ' + token));
    return crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
