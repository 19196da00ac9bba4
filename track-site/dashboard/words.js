/* What the API's words are called here. Every sign stands beside a word: nothing is told by colour or shape alone. */

const STATUSES = {
    queued: {label: 'Booked', sign: '○', act: 'Back to booked'},
    dispatched: {label: 'On the way', sign: '◐', act: 'Mark on the way', key: 'd'},
    completed: {label: 'Done', sign: '●', act: 'Mark done', key: 'c'},
    cancelled: {label: 'Cancelled', sign: '✕', act: 'Cancel job', key: 'x'}
};

/** What may follow what; the API has the last word. */
export const NEXT = {
    queued: ['dispatched', 'cancelled'],
    dispatched: ['completed', 'cancelled'],
    completed: [],
    cancelled: []
};

export function statusOf(name) {
    return Object.hasOwn(STATUSES, name) ? STATUSES[name] : {label: name, sign: '?', act: name};
}

const NOTIFICATIONS = {
    PENDING: {label: 'About to be sent', tone: 'open', sign: '…'},
    WAITING: {label: 'Waiting', tone: 'open', sign: '…'},
    HOLD: {label: 'On hold', tone: 'bad', sign: '‖'},
    SENDING: {label: 'Sending', tone: 'open', sign: '…'},
    RECONCILING: {label: 'Finding out whether it went', tone: 'open', sign: '?'},
    AWAITING_RECEIPT: {label: 'Sent, not confirmed yet', tone: 'open', sign: '→'},
    EMAILED: {label: 'Emailed', tone: 'mail', sign: '✉'},
    EXHAUSTED: {label: 'Reached nobody', tone: 'bad', sign: '!'},
    DELIVERED: {label: 'Delivered', tone: 'good', sign: '✓'},
    SUPERSEDED: {label: 'Overtaken by a newer one', tone: 'soft', sign: '–'},
    EXPIRED: {label: 'No longer true, not sent', tone: 'soft', sign: '–'},
    SUPPRESSED: {label: 'Not sent: opted out', tone: 'soft', sign: '–'}
};

/** A notification's state; one that ended with a call by us is told apart. */
export function notificationOf(notification) {
    if (notification.state === 'EXHAUSTED' && notification.calledBy) {
        return {label: 'Called by ' + notification.calledBy, tone: 'good', sign: '✆'};
    }
    return NOTIFICATIONS[notification.state] || {label: notification.state, tone: 'open', sign: '?'};
}

const OUTCOMES = {
    OPEN: {label: 'being sent', tone: 'open', sign: '…'},
    ABANDONED: {label: 'given up before it was sent', tone: 'soft', sign: '–'},
    AMBIGUOUS: {label: 'may have been sent', tone: 'open', sign: '?'},
    NO_TRACE: {label: 'left no trace at the carrier', tone: 'bad', sign: '✕'},
    REFUSED: {label: 'refused', tone: 'bad', sign: '✕'},
    STRAY: {label: 'a receipt of no message we know', tone: 'soft', sign: '?'}
};
const RECEIPTS = {
    delivered: {label: 'delivered', tone: 'good', sign: '✓'},
    read: {label: 'read', tone: 'good', sign: '✓'},
    undelivered: {label: 'not delivered', tone: 'bad', sign: '✕'},
    failed: {label: 'failed', tone: 'bad', sign: '✕'},
    canceled: {label: 'cancelled by the carrier', tone: 'bad', sign: '✕'}
};
const LABELS = {
    FAILED_BEFORE: 'again, as the one before failed',
    OVERDUE: 'again, as the receipt was overdue',
    NO_TRACE: 'again, as the one before left no trace',
    AMBIGUOUS_EMAIL: 'again, as nobody knows of the first email'
};

export function outcomeOf(message) {
    if (message.outcome !== 'ACCEPTED') {
        return OUTCOMES[message.outcome] || {label: message.outcome, tone: 'open', sign: '?'};
    }
    return RECEIPTS[message.twilioStatus] || {label: message.twilioStatus || 'accepted', tone: 'open', sign: '→'};
}

export function repeatOf(message) {
    return LABELS[message.label] || message.label;
}
