/* Shows the outbox: what is held, with the seconds left to take it back; what is under way; what became of it. */
import {aloud, byId, el} from './dom.js';
import {lastHeld, remove, retry} from './outbox.js';

const SIGNS = {held: '◷', sending: '…', unsure: '?', done: '✓', refused: '✕'};
const made = new Map();

export function drawOutbox(changes, settled) {
    const place = byId('outbox');
    for (const change of changes) {
        if (!made.has(change.key)) {
            const toast = el('div', {class: 'toast', data: {key: change.key}});
            made.set(change.key, {toast, shown: ''});
            place.append(toast);
            if (change.state === 'held') {
                aloud(`${change.title}. Sent in ${secondsLeft(change)} seconds; press U to take it back.`);
            }
        }
        draw(change, made.get(change.key));
    }
    for (const [key, {toast}] of made) {
        if (!changes.some((each) => each.key === key)) {
            toast.remove();
            made.delete(key);
        }
    }
    if (settled) {
        aloud(settled.title + ': ' + settled.words);
    }
}

function secondsLeft(change) {
    return Math.max(0, Math.ceil((change.until - Date.now()) / 1000));
}

/** Redrawn only when its words change, so that a button is not taken from under a finger. */
function draw(change, kept) {
    const words = {held: `Sent in ${secondsLeft(change)} s`, sending: 'Sending…'}[change.state] || change.words;
    const {toast} = kept;
    if (kept.shown !== change.state) {
        kept.shown = change.state;
        toast.dataset.state = change.state;
        toast.replaceChildren(
            el('p', {class: 'toast-title'}, el('span', {class: 'sign', 'aria-hidden': 'true'}, SIGNS[change.state]), ' ', change.title),
            el('p', {class: 'toast-words'}),
            el('div', {class: 'buttons'}, buttons(change)));
    }
    const line = toast.querySelector('.toast-words');
    if (line.textContent !== words) {
        line.textContent = words;
    }
}

function buttons(change) {
    switch (change.state) {
        case 'held':
            return [el('button', {type: 'button', class: 'undo', on: {click: () => takeBack(change)}}, 'Take it back ', el('kbd', {'aria-hidden': 'true'}, 'U'))];
        case 'unsure':
            return [el('button', {type: 'button', on: {click: retry}}, 'Try now')];
        case 'refused':
            return [el('button', {type: 'button', on: {click: () => remove(change.key)}}, 'OK')];
        default:
            return [];
    }
}

function takeBack(change) {
    remove(change.key);
    aloud(change.title + ' was taken back; nothing was sent.');
}

/** The newest change that is held, by a key. */
export function takeBackLast() {
    const change = lastHeld();
    if (change) {
        takeBack(change);
    }
}
