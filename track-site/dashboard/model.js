/*
 * The document as the dashboard asks it. Pure functions, run in the worker: with 5,000 jobs and 20,000 messages they
 * take longer than a frame.
 */
import {NEXT, notificationOf} from './words.js';

export const FILTERS = ['active', 'queued', 'dispatched', 'completed', 'cancelled', 'attention', 'all'];

/** What is looked up by; made once per document. What the first rows can do without is made when somebody asks for it. */
export function index(document) {
    const notifications = grouped(document.notifications, 'jobId');
    let messages;
    const rows = document.jobs.map((job) => row(job, notifications.get(job.jobId) || []));
    rows.sort((a, b) => b.since - a.since || (a.id < b.id ? -1 : 1));
    return {document, notifications, messages: () => messages ??= grouped(document.messages, 'jobId'), rows, jobs: new Map(document.jobs.map((job) => [job.jobId, job]))};
}

function grouped(list, member) {
    const groups = new Map();
    for (const each of list || []) {
        const group = groups.get(each[member]);
        if (group) {
            group.push(each);
        } else {
            groups.set(each[member], [each]);
        }
    }
    return groups;
}

function row(job, notifications) {
    const last = job.timeline[job.timeline.length - 1];
    const newest = notifications[notifications.length - 1];
    const {customer, load} = job;
    return {
        id: job.jobId,
        status: last.status,
        since: Date.parse(last.at),
        name: customer.name,
        what: [load.tons && load.tons + ' t', load.material].filter(Boolean).join(' '),
        where: load.address || '',
        trailer: job.trailerVin || '',
        told: newest && told(newest),
        attention: notifications.some(isToCall) || newest?.state === 'HOLD',
        job
    };
}

/** What a search looks through. */
function hay(row) {
    const {jobId, dispatchId, customer, load, trailerVin} = row.job;
    return row.hay ??= [jobId, dispatchId, customer.name, customer.phone, digits(customer.phone), customer.email, load.material,
        load.address, load.notes, trailerVin].filter(Boolean).join('\n').toLowerCase();
}

function told(notification) {
    return {...notificationOf(notification), at: Date.parse(notification.since)};
}

function digits(phone) {
    return phone && phone.replace(/\D/g, '').replace(/^1/, '');
}

function isToCall(notification) {
    return notification.state === 'EXHAUSTED' && !notification.calledBy;
}

function passes(each, filter) {
    switch (filter) {
        case 'all':
            return true;
        case 'active':
            return NEXT[each.status]?.length !== 0;
        case 'attention':
            return each.attention;
        default:
            return each.status === filter;
    }
}

/** The rows of a filter and a search, and how many every filter would have. */
export function select(indexed, filter, search) {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean).map(asTyped);
    const found = words.length ? indexed.rows.filter((each) => words.every((word) => hay(each).includes(word))) : indexed.rows;
    const counts = {};
    for (const name of FILTERS) {
        counts[name] = found.reduce((sum, each) => sum + passes(each, name), 0);
    }
    return {rows: found.filter((each) => passes(each, filter)), counts};
}

/** A phone number is found however it was typed. */
function asTyped(word) {
    return /^[+(]?[\d().-]{7,}$/.test(word) ? word.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '') : word;
}

/** One job as `GET /jobs/{id}/messages` has it for staff. */
export function story(indexed, jobId) {
    const job = indexed.jobs.get(jobId);
    const messages = indexed.messages().get(jobId) || [];
    return job && {
        job,
        notifications: indexed.notifications.get(jobId) || [],
        messages: messages.filter((each) => each.outcome !== 'STRAY'),
        strays: messages.filter((each) => each.outcome === 'STRAY')
    };
}

/** Whom to call: the oldest first, as they have waited longest. */
export function calls(indexed) {
    return (indexed.document.notifications || []).filter(isToCall)
        .sort((a, b) => Date.parse(a.since) - Date.parse(b.since))
        .map((notification) => ({notification, job: indexed.jobs.get(notification.jobId)}))
        .filter((each) => each.job);
}

export function trailers(indexed) {
    return indexed.document.trailers.map((trailer) => {
        const job = indexed.jobs.get(trailer.assignedJob);
        return {...trailer, job: job && {jobId: job.jobId, name: job.customer.name, status: job.timeline.at(-1).status}};
    });
}

/** What the frame around every view shows. */
export function summary(indexed) {
    return {
        revision: indexed.document.revision,
        toCall: calls(indexed).length,
        sending: indexed.document.settings?.sending || null
    };
}
