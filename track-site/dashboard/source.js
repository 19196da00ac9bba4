/* The page's side of the worker: questions with answers, and news. */
const url = new URL('./worker.js', import.meta.url).href;
const policy = window.trustedTypes?.createPolicy('qdn', {createScriptURL: () => url});
const worker = new Worker(policy ? policy.createScriptURL('') : url, {type: 'module'});
const waiting = new Map();
const listeners = [];
let last = 0;

worker.onmessage = ({data}) => {
    if (data.news) {
        listeners.forEach((listener) => listener(data.news));
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
    listeners.push(listener);
}
