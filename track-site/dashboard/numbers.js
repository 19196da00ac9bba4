/* Numbers that get no texts, and a way to lift that. */
import {bdi, el, redraw} from './dom.js';
import {phone, plural, time} from './format.js';
import {add, pending} from './outbox.js';
import {read} from './requests.js';

let place, numbers, problem;

export function make() {
    place = el('div', {class: 'page'});
    numbers = null;
    return place;
}

/** Asks again, page by page. */
export async function update() {
    const found = [];
    for (let path = '/suppressions'; path;) {
        const answer = await read(path);
        if (answer.kind !== 'answer' || answer.status !== 200) {
            problem = 'The list cannot be read right now' + (numbers ? '; this is the one from before.' : '.');
            draw();
            return;
        }
        found.push(...answer.body.suppressions);
        path = answer.next && '/suppressions' + answer.next;
    }
    numbers = found;
    problem = null;
    draw();
}

/** The same numbers, after a change under way. */
export function draw() {
    redraw(place,
        el('h1', {}, 'Numbers that get no texts'),
        problem && el('p', {class: 'problem', role: 'alert'}, problem),
        numbers && el('p', {class: 'soft'}, numbers.length ? plural(numbers.length, 'entry', 'entries') + '. Their owners get email, if we have an address.'
            : 'Every number gets texts.'),
        numbers?.length > 0 && el('div', {class: 'table-frame', tabindex: '0', role: 'region', 'aria-label': 'Suppressed numbers'},
            el('table', {}, el('thead', {}, el('tr', {}, ['Number', 'Why', 'Since', 'Until', ''].map((head) => el('th', {scope: 'col'}, head || el('span', {class: 'visually-hidden'}, 'Action'))))),
                el('tbody', {}, numbers.map(row)))));
}

function row(each) {
    const path = '/suppressions/' + encodeURIComponent(each.phone);
    const busy = pending().some((change) => change.path === path && change.state !== 'refused' && change.state !== 'done');
    const optOut = each.kind === 'opt-out';
    return el('tr', {},
        el('th', {scope: 'row'}, phone(each.phone)),
        el('td', {}, el('span', {class: 'told', data: {tone: optOut ? 'soft' : 'bad'}}, el('span', {class: 'sign', 'aria-hidden': 'true'}, optOut ? '–' : '✕'), ' ',
            optOut ? 'Opted out' : 'Keeps failing'), ' ', el('span', {class: 'soft'}, bdi(each.reason), ' (', bdi(each.source), ')')),
        el('td', {}, time(each.since)),
        el('td', {}, each.until ? time(each.until) : 'they text START'),
        el('td', {}, el('button', {type: 'button', disabled: busy, data: {key: 'lift-' + each.phone + each.kind}, on: {click: () => add({
            title: phone(each.phone) + ': text again', method: 'DELETE', path,
            doneWords: optOut ? 'Lifted. Twilio keeps opt-outs of its own: if it still refuses, they have to text START.' : 'Lifted: texts go there again.'
        })}}, 'Lift', el('span', {class: 'visually-hidden'}, ' for ' + phone(each.phone)))));
}
