/*
 * Made-up data for those without a token: people who do not exist, numbers reserved for fiction (555-01xx), and an API
 * that does to them what the real one would. The page marks all of it as sample data.
 */
import {NEXT} from './words.js';

const MINUTE = 60 * 1000;
const PEOPLE = ['Maria Lopez', 'Sam Nguyen', 'Iris Feld', 'Theo Marsh', 'Ray Okafor', 'Dana Whitfield', 'June Park', 'Omar Haddad',
    'Lena Fischer', 'Chris Abbot', 'Rosa Delgado', 'Ben Achebe'];
const MATERIALS = ['Gravel', 'Concrete', 'Green waste', 'Dirt', 'Roofing debris', 'Mulch'];
const STREETS = ['1200 Oak St', '9 Mesa Ct', '77 Hill Rd', '310 Vine St', '415 Harbor Dr', '88 Palm Ave', '12 Bay St', '640 Juniper Way'];
const PLACES = [['Main yard', 32.7157, -117.1611], ['On the way to Oak St', 32.7353, -117.149], ['Main yard', 32.7157, -117.1611],
    ['On the way to Hill Rd', 32.7501, -117.1302], ['Harbor Dr, loading', 32.7066, -117.1706], ['Miramar landfill', 32.8465, -117.1572]];
const WAYS = ['queued', 'dispatched', 'completed'];
const MEANINGS = {30006: 'a landline, or a number that cannot get texts', 30008: 'the network gave no reason',
    30003: 'the phone is off or out of reach', 21610: 'the recipient opted out'};

/** A day of 24 jobs, the newest first begun. */
export function sampleDocument(now) {
    const document = {schemaVersion: 1, revision: 1, commits: [], jobs: [], trailers: [], messages: [], notifications: [],
        recipients: [], settings: {}};
    for (let number = 0; number < 24; number++) {
        addJob(document, number, now);
    }
    PLACES.forEach(([location, latitude, longitude], index) => document.trailers.push({
        vin: `T${index + 1}-GPS`, location, position: {latitude, longitude, at: iso(now - index * 3 * MINUTE)},
        assignedJob: document.jobs.find((job) => job.trailerVin === `T${index + 1}-GPS` && NEXT[job.status].length)?.jobId
    }));
    document.recipients.push(
        {phone: '+16195550131', optOut: {since: iso(now - 50 * 60 * MINUTE), source: 'text SM55'}},
        {phone: '+16195550132', suppression: {since: iso(now - 90 * MINUTE), until: iso(now + 14 * 24 * 60 * MINUTE),
            reason: 'a landline, or a number that cannot get texts'}});
    return document;
}

function addJob(document, number, now) {
    const reached = number < 6 ? 0 : number < 12 ? 1 : 2;
    const cancelled = number % 11 === 10;
    const begun = now - (20 + number * 47) * MINUTE;
    const steps = cancelled ? ['queued', 'cancelled'] : WAYS.slice(0, reached + 1);
    const job = {
        jobId: 'job-' + (1080 - number), dispatchId: 'D-' + (1080 - number), status: steps.at(-1),
        customer: {name: PEOPLE[number % PEOPLE.length], phone: '+161955501' + (20 + number), email: number % 3 ? undefined : 'someone@example.com'},
        load: {material: MATERIALS[number % 6], tons: 2 + number % 9, address: STREETS[number % 8]},
        trailerVin: `T${number % 6 + 1}-GPS`,
        timeline: steps.map((status, step) => ({status, at: iso(begun + step * 16 * MINUTE), by: 'dispatch'}))
    };
    document.jobs.push(job);
    job.timeline.forEach((change, step) => addNotification(document, job, change, step, number));
}

function addNotification(document, job, change, step, number) {
    const id = 'n_' + String(number).padStart(8, 'a').replace(/\d/g, (d) => 'abcdefghij'[d]) + 'aaaaaaa' + 'bcde'[step];
    const last = step === job.timeline.length - 1;
    const kind = !last ? 'good' : number === 3 || number === 8 ? 'nobody' : number % 5 === 4 ? 'second' : number % 7 === 6 ? 'mail' : 'good';
    const hops = {good: ['good'], second: ['bad', 'good'], mail: ['bad', 'mail'], nobody: ['bad', 'bad', 'gone']}[kind];
    const at = Date.parse(change.at);
    hops.forEach((hop, index) => document.messages.push(message(job, id, hop, index, at + 2000 + index * 9000)));
    document.notifications.push({
        notificationId: id, jobId: job.jobId, about: change.status, sequence: step + 1, createdAt: change.at, segments: 1, generation: 1,
        text: text(change.status), link: 'https://example.com/track', attempt: hops.length,
        state: {good: 'DELIVERED', second: 'DELIVERED', mail: 'EMAILED', nobody: 'EXHAUSTED'}[kind],
        since: iso(at + 5000 + hops.length * 9000),
        reason: {good: 'the carrier says so', second: 'the carrier says so', mail: 'SES took it', nobody: 'every route failed, and the email bounced'}[kind]
    });
}

function message(job, notificationId, hop, index, at) {
    const email = hop === 'mail' || hop === 'gone';
    const code = hop === 'bad' ? index ? 30003 : 30006 + 2 * (at % 2) : undefined;
    return {
        messageId: (email ? 'SES' : 'SM') + (at % 1e9), jobId: job.jobId, trailerVin: job.trailerVin,
        recipientPhone: email ? null : job.customer.phone, body: text(job.status), notificationId, attempt: index + 1,
        route: email ? 'email' : index ? 'twilio-secondary' : 'twilio-primary', carrier: email ? 'Email' : index ? 'T-Mobile' : 'Verizon',
        segments: email ? 0 : 1, reason: index ? 'the next of the chain' : 'the first of the chain', label: index ? 'FAILED_BEFORE' : undefined,
        outcome: 'ACCEPTED', sentAt: iso(at), deliveredAt: hop === 'good' ? iso(at + 3000) : null,
        twilioStatus: {good: 'delivered', bad: 'undelivered', mail: 'accepted', gone: 'failed'}[hop], code, meaning: MEANINGS[code]
    };
}

function text(status) {
    return {queued: 'Your job is booked.', dispatched: 'Your load is on the way.', completed: 'Your job is done.',
        cancelled: 'Your job was cancelled.'}[status] + ' Track: quickdumpnow.com/track?j=…';
}

function iso(at) {
    return new Date(at).toISOString().replace(/\.\d+/, '');
}

export function sampleSuppressions(document) {
    return {suppressions: document.recipients.flatMap(({phone, optOut, suppression}) => [
        optOut && {phone, kind: 'opt-out', since: optOut.since, until: null, reason: 'its owner does not want texts', source: optOut.source},
        suppression && {phone, kind: 'failures', since: suppression.since, until: suppression.until, reason: suppression.reason, source: 'twilio 30006'}
    ].filter(Boolean))};
}

/** A day with a bad hour in the morning. */
export function sampleHealth(now) {
    const from = Math.floor(now / (60 * MINUTE)) * 60 * MINUTE - 23 * 60 * MINUTE;
    const hours = Array.from({length: 24}, (_, index) => {
        const busy = Math.round(9 + 8 * Math.sin(index / 24 * Math.PI * 2 - 1.2));
        const bad = index === 14 ? 7 : index % 6 === 5 ? 1 : 0;
        return {hour: iso(from + index * 60 * MINUTE), routes: [
            {route: 'email', delivered: 0, emailed: Math.ceil(bad / 3), failed: 0, unconfirmed: 0},
            {route: 'twilio-primary', delivered: Math.max(0, busy - bad), emailed: 0, failed: bad, unconfirmed: index === 23 ? 1 : 0},
            {route: 'twilio-secondary', delivered: bad - Math.ceil(bad / 3), emailed: 0, failed: Math.floor(bad / 3), unconfirmed: 0}]};
    });
    const routes = ['email', 'twilio-primary', 'twilio-secondary'].map((route, index) => {
        const sum = (member) => hours.reduce((total, hour) => total + hour.routes[index][member], 0);
        return {route, delivered: sum('delivered'), emailed: sum('emailed'), failed: sum('failed'), unconfirmed: sum('unconfirmed')};
    });
    return {
        from: iso(from), to: iso(now), hours, routes,
        timeToDelivery: {count: 212, p50Seconds: 5, p90Seconds: 14, buckets: [[5, 121], [10, 58], [30, 24], [60, 6], [300, 2], [1800, 1], [null, 0]]
            .map(([upToSeconds, count]) => ({upToSeconds, count}))},
        rejections: [{code: 30006, meaning: MEANINGS[30006], count: 7}, {code: 30008, meaning: MEANINGS[30008], count: 3},
            {code: 30003, meaning: MEANINGS[30003], count: 2}],
        queue: {waiting: 2, oldestSince: iso(now - 40 * 1000)},
        toCall: 2
    };
}

/** What the API would answer to a change; the document is changed in place. */
export function sampleAnswer(document, method, path, body, at) {
    const [, , jobId, , notificationId, action] = path.split('/');
    const answer = (status, given = {}) => ({kind: 'answer', status, body: given});
    if (path === '/sending') {
        document.settings.sending = {paused: body.paused, since: at, by: 'you (sample)', reason: body.reason || ''};
        return answer(200, document.settings.sending);
    }
    if (path.startsWith('/suppressions/')) {
        const phone = decodeURIComponent(path.split('/')[2]);
        document.recipients = document.recipients.filter((each) => each.phone !== phone);
        return answer(200, {phone, lifted: [], note: null});
    }
    if (path.endsWith('/status')) {
        return changed(document, jobId, body.status, at, answer);
    }
    const notification = document.notifications.find((each) => each.notificationId === notificationId && each.jobId === jobId);
    if (notification && action === 'called') {
        Object.assign(notification, {calledBy: 'you (sample)', calledAt: at});
        return answer(200);
    }
    if (notification && action === 'resend') {
        Object.assign(notification, {state: 'DELIVERED', since: at, reason: 'sent again'});
        return answer(202);
    }
    return answer(404, {type: 'unknown-notification', detail: 'There is no such notification.'});
}

function changed(document, jobId, status, at, answer) {
    const job = document.jobs.find((each) => each.jobId === jobId);
    const current = job.timeline.at(-1).status;
    if (current !== status && !NEXT[current].includes(status)) {
        return answer(409, {type: 'illegal-move', detail: `The job is ${current}.`, currentStatus: current, allowed: NEXT[current]});
    }
    if (current !== status) {
        job.timeline.push({status, at, by: 'you (sample)'});
        job.status = status;
        addNotification(document, job, job.timeline.at(-1), job.timeline.length - 1, 0);
    }
    return answer(202, {jobId, status});
}
