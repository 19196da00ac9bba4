// Every five minutes: what GET /health-summary counts, as metrics to put alarms on.
import {api, publish} from './common.mjs';

const HOURS = 3;

/** A ratio of fewer attempts than that says nothing about a carrier. */
const ENOUGH = 10;

const FINISHED = ['delivered', 'emailed', 'failed', 'unconfirmed'];

export async function handler() {
    const summary = await api('/health-summary');
    const routes = recent(summary.hours.slice(-HOURS));
    for (const [route, tally] of routes) {
        publish(ofRoute(tally), {route});
    }
    publish(ofAll([...routes.values()], summary));
    for (const {code, count} of summary.rejections) {
        publish({Rejections: count}, {code: String(code)});
    }
}

/** Sums of the hours, by route. */
function recent(hours) {
    const routes = new Map();
    for (const {route, ...counts} of hours.flatMap(hour => hour.routes)) {
        const tally = routes.get(route) ?? Object.fromEntries(FINISHED.map(name => [name, 0]));
        FINISHED.forEach(name => {
            tally[name] += counts[name];
        });
        routes.set(route, tally);
    }
    return routes;
}

function total(tally) {
    return FINISHED.reduce((sum, name) => sum + tally[name], 0);
}

function ofRoute(tally) {
    const attempts = total(tally);
    return attempts < ENOUGH
        ? {Attempts: attempts}
        : {
            Attempts: attempts,
            DeliveredRatio: (tally.delivered + tally.emailed) / attempts,
            NoReceiptRatio: tally.unconfirmed / attempts
        };
}

function ofAll(tallies, summary) {
    const attempts = tallies.reduce((sum, tally) => sum + total(tally), 0);
    const emailed = tallies.reduce((sum, tally) => sum + tally.emailed, 0);
    const since = summary.queue.oldestSince;
    const values = {
        ToCall: summary.toCall,
        Waiting: summary.queue.waiting,
        OldestWaitingSeconds: since ? Math.max(0, (Date.now() - Date.parse(since)) / 1000) : 0
    };
    return attempts < ENOUGH ? values : {...values, EmailShare: emailed / attempts};
}
