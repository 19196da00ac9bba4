// Twice a day: a job of its own goes all the way, from its first status to the tracking page.
import {api} from './common.mjs';

const POLL_MS = Number(process.env.QDN_CANARY_POLL_MS ?? 2000);
const PATIENCE_MS = 240_000;
const PAGE_MS = 10_000;

export async function handler() {
    const path = `/jobs/canary-${Date.now().toString(36)}`;
    const {trackingUrl} = await api(`${path}/status`, {
        status: 'queued',
        customer: {name: 'Canary', phone: process.env.QDN_CANARY_PHONE},
        load: {notes: 'a test of the whole relay'}
    });
    try {
        await delivered(path);
        await visible(trackingUrl);
    } finally {
        await api(`${path}/status`, {status: 'cancelled'});
    }
}

async function delivered(path) {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
        const {notifications} = await api(`${path}/messages`);
        const state = notifications[0].state;
        if (state === 'DELIVERED') {
            return;
        }
        if (Date.now() > end || ['EMAILED', 'EXHAUSTED', 'EXPIRED', 'SUPPRESSED'].includes(state)) {
            throw new Error(`the canary's text is ${state}`);
        }
        await new Promise(resolve => setTimeout(resolve, POLL_MS));
    }
}

/** The page itself, and what it asks for by the edge. */
async function visible(trackingUrl) {
    const url = new URL(/^https?:/.test(trackingUrl) ? trackingUrl : `https://${trackingUrl}`);
    await page(url);
    await page(new URL(`/api/jobs/${url.searchParams.get('j')}/messages`, url));
}

async function page(url) {
    const answer = await fetch(url, {signal: AbortSignal.timeout(PAGE_MS)});
    await answer.arrayBuffer();
    if (answer.status !== 200) {
        throw new Error(`${url.pathname.split('/')[1]} was answered with ${answer.status}`);
    }
}
