/*
 * The page's side of the worker: questions with answers, and news. It asks for the document at once, while the rest of
 * the page is still loading.
 */
import {takeFromLink, token} from './session.js';

const url = new URL('./worker.js', import.meta.url).href;
const policy = window.trustedTypes?.createPolicy('qdn', {createScriptURL: () => url});
const worker = new Worker(policy ? policy.createScriptURL('') : url, {type: 'module'});
const waiting = new Map();
// What was told before anybody listened.
const early = [];
let hear = (news) => early.push(news);
let last = 0;

worker.onmessage = ({data}) => {
    if (data.news) {
        hear(data.news);
    } else {
        waiting.get(data.id)?.(data.failed ? null : data.result);
        waiting.delete(data.id);
    }
};

/** The answer, or null when there is none. */
export function ask(operation, argument) {
    return new Promise((resolve) => {
        waiting.set(++last, resolve);
        worker.postMessage({id: last, operation, argument});
    });
}

export function onNews(listener) {
    hear = listener;
    early.forEach(listener);
}

/** Begins anew, with the token there is now or with sample data. */
export function restart() {
    ask('start', token());
}

takeFromLink();
restart();
