/*
 * The page's side of the worker: questions with answers, and news. It asks for the document at once, while the rest of
 * the page and the worker's scripts are still loading.
 */
import {call} from './api.js';
import {takeFromLink, token} from './session.js';

/** Where the tag of the cached document is kept: the worker that has it starts too late to say. */
const TAG = 'qdn-etag';

const url = new URL('./worker.js', import.meta.url).href;
const policy = window.trustedTypes?.createPolicy('qdn', {createScriptURL: () => url});
const worker = new Worker(policy ? policy.createScriptURL('') : url, {type: 'module'});
const waiting = new Map();
// What was told before anybody listened.
const early = [];
let hear = (news) => early.push(news);
let last = 0;

worker.onmessage = ({data}) => {
    if (data.kept) {
        localStorage.setItem(TAG, data.kept);
    } else if (data.news) {
        hear(data.news);
    } else {
        waiting.get(data.id)?.(data.failed ? null : data.result);
        waiting.delete(data.id);
    }
};

/** The answer, or null when there is none. */
export function ask(operation, argument, transferred = []) {
    return new Promise((resolve) => {
        waiting.set(++last, resolve);
        worker.postMessage({id: last, operation, argument}, transferred);
    });
}

export function onNews(listener) {
    hear = listener;
    early.forEach(listener);
}

/** Begins anew, with the token there is now or with sample data. */
export async function restart() {
    const given = token();
    ask('start', given);
    if (given) {
        const etag = localStorage.getItem(TAG);
        const answer = await call(given, 'GET', '/maintenance', {etag, raw: true});
        ask('heard', {token: given, etag, answer}, answer.body instanceof ArrayBuffer ? [answer.body] : []);
    }
}

takeFromLink();
restart();
