/* Call these customers: nothing we sent reached them, so a human has to. */
import {bdi, el, redraw} from './dom.js';
import {phone, plural, time} from './format.js';
import {statusOf} from './words.js';
import {hrefTo} from './address.js';
import {add, pending} from './outbox.js';
import {ask} from './source.js';

let place;

export function make() {
    place = el('div', {class: 'page'});
    return place;
}

export async function update() {
    const calls = await ask('calls');
    if (calls) {
        redraw(place,
            el('h1', {}, 'Call these customers'),
            el('p', {class: 'soft'}, calls.length
                ? plural(calls.length, 'customer was', 'customers were') + ' reached neither by text nor by email. Those who have waited longest come first.'
                : 'Nobody has to be called: everything we sent arrived, or is still on its way.'),
            calls.length > 0 && el('ul', {class: 'cards', role: 'list'}, calls.map(card)));
    }
}

function card({notification, job}) {
    const path = `/jobs/${encodeURIComponent(job.jobId)}/notifications/${encodeURIComponent(notification.notificationId)}/`;
    const busy = pending().some((each) => each.path.startsWith(path) && each.state !== 'refused' && each.state !== 'done');
    const {customer} = job;
    return el('li', {class: 'card'},
        el('div', {class: 'title'}, el('h2', {}, bdi(customer.name)),
            el('a', {href: hrefTo({view: 'jobs', state: 'all', q: '', job: job.jobId}), 'data-go': true, data: {key: 'open-' + notification.notificationId}}, bdi(job.jobId))),
        el('p', {}, 'Does not know yet: ', el('strong', {}, statusOf(notification.about).label), ', since ', time(notification.createdAt), '.'),
        el('p', {class: 'soft'}, 'Why: ', bdi(notification.reason)),
        el('div', {class: 'buttons'},
            customer.phone && el('a', {class: 'button', href: 'tel:' + customer.phone}, 'Call ' + phone(customer.phone)),
            el('button', {type: 'button', class: 'primary', disabled: busy, data: {key: 'called-' + notification.notificationId}, on: {click: () => add({
                title: customer.name + ': called', jobId: job.jobId, method: 'POST', path: path + 'called', doneWords: 'Noted: they know.'
            })}}, 'I called them'),
            el('button', {type: 'button', disabled: busy, data: {key: 'resend-' + notification.notificationId}, on: {click: () => add({
                title: customer.name + ': send again', jobId: job.jobId, method: 'POST', path: path + 'resend', doneWords: 'It is being sent again.'
            })}}, 'Send again')));
}
