/* One job's whole story on one screen: who and what, every status, and every attempt to tell the customer. */
import {bdi, el, redraw} from './dom.js';
import {duration, phone, shortly, time} from './format.js';
import {NEXT, notificationOf, outcomeOf, repeatOf, statusOf} from './words.js';
import {call} from './api.js';
import {ask} from './source.js';
import {token} from './session.js';
import {add, underWay} from './outbox.js';

let current = '';
let detailed = null;
let drawn = '';

/** Draws the job into `place`: what the document knows at once, and what the API adds as soon as it is there. */
export async function jobView(place, jobId, close) {
    if (!jobId) {
        current = drawn = '';
        redraw(place, el('div', {class: 'empty'}, el('p', {}, 'Choose a job to see its whole story.')));
        return;
    }
    const isNew = current !== jobId;
    current = jobId;
    detailed = isNew ? null : detailed;
    drawn = isNew ? '' : drawn;
    const known = await ask('story', jobId);
    if (current !== jobId) {
        return;
    }
    const story = newer(known, detailed);
    if (story) {
        draw(place, story, close);
    } else {
        redraw(place, head(jobId, close), el('p', {class: 'empty'}, 'Looking it up…'));
    }
    if (isNew) {
        place.scrollTop = 0;
    }
    if (token() && (isNew || !known || story.messages.some((each) => each.code && !each.meaning))) {
        await explain(place, jobId, known, close);
    } else if (!known && !token()) {
        redraw(place, head(jobId, close), el('p', {class: 'empty'}, 'The sample data have no such job.'));
    }
}

/** The API says codes in words, and finds what is archived. */
async function explain(place, jobId, known, close) {
    const answer = await call(token(), 'GET', '/jobs/' + encodeURIComponent(jobId) + '/messages');
    if (current !== jobId) {
        return;
    }
    if (answer.kind === 'answer' && answer.status === 200 && answer.body.job) {
        detailed = answer.body;
        draw(place, newer(known, detailed), close);
    } else if (!known) {
        redraw(place, head(jobId, close), el('p', {class: 'empty'},
            answer.status === 404 ? 'There is no such job, in the document or in the archive.' : 'It cannot be looked up right now.'));
    }
}

/** The document is read again and again; what was explained once need not be asked for again. */
function newer(known, explained) {
    if (!known || !explained) {
        return known || explained;
    }
    const meanings = new Map(explained.messages.filter((each) => each.meaning).map((each) => [each.code, each.meaning]));
    return {
        ...known, job: {trackingUrl: explained.job.trackingUrl, ...known.job},
        messages: known.messages.map((each) => ({meaning: meanings.get(each.code), ...each}))
    };
}

function head(jobId, close) {
    return el('div', {class: 'head'},
        el('button', {type: 'button', class: 'quiet close', data: {key: 'close'}, on: {click: close}}, '← All jobs'),
        el('h2', {}, bdi(jobId)));
}

/** Again only if there is something new: whoever reads, or has a text unfolded, is not to be disturbed. */
function draw(place, story, close) {
    const {job} = story;
    const what = JSON.stringify([story, underWay(job.jobId)?.status]);
    if (what === drawn) {
        return;
    }
    drawn = what;
    const state = job.timeline.at(-1).status;
    redraw(place,
        head(job.jobId, close),
        el('div', {class: 'now'},
            el('span', {class: 'status big', data: {status: state}}, el('span', {class: 'sign', 'aria-hidden': 'true'}, statusOf(state).sign), ' ',
                statusOf(state).label), ' since ', time(job.timeline.at(-1).at)),
        actions(job, state),
        facts(job),
        el('h3', {}, 'What happened'),
        el('ol', {class: 'story', role: 'list'}, [...story.notifications].reverse().map((each) => told(each, story)),
            untold(story)),
        story.strays.length > 0 && el('div', {}, el('h3', {}, 'Receipts of no message we know'),
            el('ul', {class: 'attempts', role: 'list'}, story.strays.map(attempt))));
}

/** One click or key each, while the job is open. */
function actions(job, state) {
    const change = underWay(job.jobId);
    return el('div', {class: 'actions', role: 'group', 'aria-label': 'Change the state'}, change
        ? el('p', {class: 'pending'}, '→ ' + statusOf(change.status).label + ' is on its way, see below.')
        : NEXT[state]?.length ? NEXT[state].map((next) => el('button', {
            type: 'button', class: next === 'cancelled' ? 'danger' : 'primary', data: {key: next, act: next},
            on: {click: () => changeTo(job, next)}
        }, statusOf(next).act, ' ', el('kbd', {'aria-hidden': 'true'}, statusOf(next).key.toUpperCase())))
            : el('p', {class: 'soft'}, 'This job has ended; nothing follows.'));
}

function changeTo(job, status) {
    add({
        title: job.jobId + ' → ' + statusOf(status).label, jobId: job.jobId, status, method: 'POST',
        path: '/jobs/' + encodeURIComponent(job.jobId) + '/status', body: {status},
        doneWords: 'Done. The customer is being told.'
    });
}

/** The same by a key, for the job that is open. */
export function changeByKey(key) {
    const button = [...document.querySelectorAll('#detail [data-act]')].find((each) => statusOf(each.dataset.act).key === key);
    button?.click();
    return Boolean(button);
}

function facts(job) {
    const {customer, load} = job;
    const fact = (name, ...value) => [el('dt', {}, name), el('dd', {}, value)];
    return el('dl', {class: 'facts'},
        fact('Customer', bdi(customer.name)),
        customer.phone && fact('Phone', el('a', {href: 'tel:' + customer.phone}, phone(customer.phone))),
        customer.email && fact('Email', el('a', {href: 'mailto:' + customer.email}, bdi(customer.email))),
        customer.language && fact('Language', customer.language),
        load.address && fact('Address', bdi(load.address)),
        (load.material || load.tons) && fact('Load', bdi([load.tons && load.tons + ' t', load.material].filter(Boolean).join(' '))),
        load.notes && fact('Notes', bdi(load.notes)),
        job.trailerVin && fact('Trailer', bdi(job.trailerVin)),
        job.dispatchId && fact('Dispatch no.', bdi(job.dispatchId)),
        job.trackingUrl && fact('Tracking', el('a', {href: absolute(job.trackingUrl), target: '_blank', rel: 'noopener noreferrer'},
            'The customer’s page')));
}

/** Texts leave the scheme out. */
function absolute(link) {
    return /^https?:/.test(link) ? link : 'https://' + link;
}

function told(notification, story) {
    const state = notificationOf(notification);
    const change = story.job.timeline.findLast((each) => each.status === notification.about);
    const attempts = story.messages.filter((each) => each.notificationId === notification.notificationId);
    return el('li', {class: 'entry', data: {tone: state.tone}},
        el('h4', {}, el('span', {class: 'sign', 'aria-hidden': 'true'}, statusOf(notification.about).sign), ' ', statusOf(notification.about).label, ' ',
            el('span', {class: 'soft'}, time(change?.at || notification.createdAt), change?.by && [' by ', bdi(change.by)])),
        el('p', {class: 'outcome'}, el('span', {class: 'told', data: {tone: state.tone}},
            el('span', {class: 'sign', 'aria-hidden': 'true'}, state.sign), ' ', state.label), ' ', time(notification.since), ': ',
        bdi(notification.reason), notification.notBefore && [', until ', time(notification.notBefore)]),
        el('ul', {class: 'attempts', role: 'list'}, attempts.map(attempt)));
}

function attempt(message) {
    const outcome = outcomeOf(message);
    const took = message.deliveredAt && (Date.parse(message.deliveredAt) - Date.parse(message.sentAt)) / 1000;
    return el('li', {class: 'attempt'},
        el('span', {class: 'told', data: {tone: outcome.tone}}, el('span', {class: 'sign', 'aria-hidden': 'true'}, outcome.sign), ' ', outcome.label),
        el('span', {class: 'route'}, message.attempt ? message.attempt + '. ' : '', bdi(message.route || ''), message.carrier && !message.recipientEmail && message.recipientPhone && [' via ', bdi(message.carrier)],
            ' to ', bdi(message.recipientPhone ? phone(message.recipientPhone) : message.recipientEmail || 'their email')),
        el('span', {class: 'soft'},
            message.sentAt && ['sent ', time(message.sentAt)],
            took !== null && took !== undefined && took >= 0 && [', delivered after ', duration(took)],
            message.segments > 0 && ', ' + (message.segments === 1 ? '1 segment' : message.segments + ' segments')),
        message.code && el('span', {class: 'code'}, 'Code ' + message.code, message.meaning && [': ', bdi(message.meaning)]),
        !message.code && message.outcomeReason && el('span', {class: 'code'}, bdi(message.outcomeReason)),
        message.label && el('span', {class: 'soft'}, repeatOf(message)),
        message.body && el('details', {}, el('summary', {}, 'Text'), el('p', {class: 'body'}, bdi(message.body))));
}

/** Statuses that no notification tells of. */
function untold(story) {
    const abouts = new Set(story.notifications.map((each) => each.about));
    return story.job.timeline.filter((each) => !abouts.has(each.status)).reverse().map((each) => el('li', {class: 'entry'},
        el('h4', {}, el('span', {class: 'sign', 'aria-hidden': 'true'}, statusOf(each.status).sign), ' ', statusOf(each.status).label, ' ',
            el('span', {class: 'soft'}, time(each.at, shortly), ' by ', bdi(each.by)))));
}
