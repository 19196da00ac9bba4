/* The keyboard: single keys, which can be switched off for those whose hands or microphones make stray ones. */
import {byId, el} from './dom.js';
import {address, go, VIEWS} from './address.js';
import {changeByKey} from './job.js';
import {focusSearch} from './jobs.js';
import {takeBackLast} from './toasts.js';

const KEPT = 'qdn-keys';
const KEYS = [['/', 'search'], ['↑ ↓ or J K', 'move in the list'], ['Enter', 'open the job'], ['Esc', 'back to the list'], ['D', 'the open job is on the way'],
    ['C', 'the open job is done'], ['X', 'the open job is cancelled'], ['U', 'take the last change back'], ['1 – 5', 'switch the view'], ['?', 'this list']];

const isOn = () => localStorage.getItem(KEPT) !== 'off';

export function listenToKeys() {
    document.addEventListener('keydown', (event) => {
        const typing = event.target.matches?.('input, textarea, select') || document.querySelector('dialog[open]');
        if (event.key === 'Escape' && !typing && address().job) {
            byId('detail')?.querySelector('.close')?.click();
        } else if (isOn() && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && act(event.key)) {
            event.preventDefault();
        }
    });
    byId('help').addEventListener('click', help);
}

function act(key) {
    if (key === '/') {
        go({view: 'jobs'});
        focusSearch();
    } else if (key === '?') {
        help();
    } else if (key === 'u') {
        takeBackLast();
    } else if (VIEWS[key - 1]) {
        go({view: VIEWS[key - 1]});
    } else {
        return address().view === 'jobs' && address().job && changeByKey(key);
    }
    return true;
}

function help() {
    const box = el('input', {type: 'checkbox', id: 'single-keys', on: {change: () => localStorage.setItem(KEPT, box.checked ? 'on' : 'off')}});
    box.checked = isOn();
    const dialog = el('dialog', {'aria-labelledby': 'help-title'}, el('h2', {id: 'help-title'}, 'Keyboard'),
        el('dl', {class: 'keys'}, KEYS.map(([key, does]) => [el('dt', {}, el('kbd', {}, key)), el('dd', {}, does)])),
        el('label', {class: 'check', for: 'single-keys'}, box, ' Single keys do this'),
        el('div', {class: 'buttons'}, el('button', {type: 'button', class: 'primary', on: {click: () => dialog.close()}}, 'Close')));
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
}
