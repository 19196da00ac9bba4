/*
 * Changes on their way to the API. A change is held for some seconds in which it can be taken back, then sent until
 * somebody is sure what became of it: every attempt carries the same Idempotency-Key, so nothing is done twice, and
 * `keepalive`, so that it arrives though the page is closed meanwhile. A page that is closed sends at once what it holds;
 * one that is only reloaded makes the same requests again and shows their answers.
 */
import {call, problemOf} from './api.js';

const KEPT = 'qdn-outbox';
const PAUSES = [1000, 3000, 8000, 15000];
const SHOWN_AFTER = 5000;

/** How long a change can be taken back. */
const HOLD = 5000;

const changes = [];
const listeners = [];
let send = null;
let signedIn = () => null;

/**
 * Begins, with whatever a reload left unsettled.
 *
 * `token` gives the staff token or null; `elsewhere` answers where there is none (sample data).
 */
export function begin(token, elsewhere) {
    signedIn = token;
    send = (change) => {
        if (!change.real) {
            return elsewhere(change);
        }
        return token() ? call(token(), change.method, change.path, {body: change.body, key: change.key, keepalive: true})
            : {kind: 'answer', status: 401, body: {}};
    };
    for (const change of left()) {
        changes.push({...change, state: 'held', until: Date.now(), tries: 0});
    }
    window.addEventListener('pagehide', flush);
    window.addEventListener('online', retry);
    setInterval(tick, 250);
    tell();
}

/** A change to make: {title, method, path, body, jobId, status}, held for `hold` milliseconds. */
export function add(change, hold = HOLD) {
    // What was meant for the real world must never end in sample data, nor the reverse, whoever signs in or out meanwhile.
    changes.push({...change, real: Boolean(signedIn()), key: crypto.randomUUID(), state: 'held', until: Date.now() + hold, tries: 0});
    keep();
    tick();
    tell();
}

/** Takes a held change back, or puts a settled one away. What may have gone out cannot be taken back. */
export function remove(key) {
    const index = changes.findIndex((each) => each.key === key && each.state !== 'sending' && each.state !== 'unsure');
    if (index >= 0) {
        changes.splice(index, 1);
        keep();
        tell();
    }
}

/** The newest change that can be taken back. */
export function lastHeld() {
    return changes.findLast((each) => each.state === 'held');
}

/** At once what waits for its next attempt. */
export function retry() {
    changes.filter((each) => each.state === 'unsure').forEach((each) => each.until = 0);
    tick();
}

export function pending() {
    return changes;
}

/** The status a job is about to have, if it is about to change. */
export function underWay(jobId) {
    return changes.findLast((each) => each.jobId === jobId && each.status && ['held', 'sending', 'unsure'].includes(each.state));
}

/** Hears of every change: of the list, and of the one that was settled. */
export function onChange(listener) {
    listeners.push(listener);
}

function tell(settled) {
    listeners.forEach((listener) => listener(changes, settled));
}

function tick() {
    const now = Date.now();
    for (const change of [...changes]) {
        const due = now >= change.until;
        if (due && (change.state === 'held' || change.state === 'unsure')) {
            attempt(change);
        } else if (due && change.state === 'done') {
            remove(change.key);
        }
    }
    if (changes.some((each) => each.state === 'held')) {
        tell();
    }
}

async function attempt(change) {
    change.state = 'sending';
    change.tries++;
    tell();
    judge(change, await send(change) || {kind: 'silence'});
    keep();
    tell(change.state === 'done' || change.state === 'refused' ? change : undefined);
}

function judge(change, answer) {
    const problem = problemOf(answer);
    if (answer.kind === 'silence') {
        unsure(change, navigator.onLine
            ? 'No answer. It may have gone through or not; it is repeated until that is known, and cannot happen twice.'
            : 'No connection. It goes out as soon as there is one, and cannot happen twice.');
    } else if (answer.status < 300) {
        Object.assign(change, {state: 'done', until: Date.now() + SHOWN_AFTER, words: change.doneWords || 'Done.', answer: answer.body});
    } else if (answer.status >= 500 || answer.status === 429 || problem === 'concurrent-request') {
        unsure(change, 'The service has trouble. The same request is repeated until it is known what became of it.');
    } else if (answer.status === 401 || answer.status === 403) {
        unsure(change, 'Your token is not accepted any more. Sign in, and it goes out.');
    } else {
        Object.assign(change, {state: 'refused', until: Infinity, words: refusal(answer, problem), answer: answer.body});
    }
}

function refusal({body}, problem) {
    const reasons = {
        'illegal-move': 'Somebody was quicker. ',
        'still-on-its-way': 'Something is on its way to this customer already. ',
        'not-exhausted': 'The customer was reached in the meantime. ',
        'not-suppressed': 'Somebody lifted it before. ',
        'key-reused': 'This request was made before with another content. '
    };
    return 'Not changed. ' + (reasons[problem] || '') + (body?.detail || '');
}

function unsure(change, words) {
    Object.assign(change, {state: 'unsure', until: Date.now() + PAUSES[Math.min(change.tries, PAUSES.length) - 1], words});
}

function flush() {
    for (const change of changes) {
        if (change.real && signedIn() && (change.state === 'held' || change.state === 'unsure')) {
            Object.assign(change, {state: 'unsure', until: Date.now()});
            send(change);
        }
    }
    keep();
}

/** For a reload of this tab; the list ends with it, as the token does. */
function keep() {
    if (signedIn()) {
        const open = changes.filter((each) => each.real && each.state !== 'done' && each.state !== 'refused');
        sessionStorage.setItem(KEPT, JSON.stringify(open));
    }
}

function left() {
    try {
        return signedIn() ? JSON.parse(sessionStorage.getItem(KEPT)) || [] : [];
    } catch (e) {
        return [];
    }
}
