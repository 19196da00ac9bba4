/* The switch for all sending. While it is off, nobody who looks at this page can overlook that. */
import {bdi, byId, el, redraw} from './dom.js';
import {time} from './format.js';
import {add} from './outbox.js';

const MAX_REASON = 200;

/** Shows what the document says of sending. */
export function drawPause(sending) {
    const paused = Boolean(sending?.paused);
    byId('paused').hidden = !paused;
    byId('pause').hidden = paused;
    document.documentElement.classList.toggle('is-paused', paused);
    redraw(byId('paused'), paused ? [
        el('p', {}, el('strong', {}, '‖ ALL SENDING IS PAUSED. '), 'Customers get neither texts nor emails. Since ', time(sending.since), ', by ',
            bdi(sending.by), ': ', bdi(sending.reason)),
        el('button', {type: 'button', data: {key: 'resume'}, on: {click: () => add({
            title: 'Resume all sending', method: 'PUT', path: '/sending', body: {paused: false, reason: 'resumed'}, doneWords: 'Sending goes on; what waited is sent now.'
        })}}, 'Resume sending')] : []);
}

export function askToPause() {
    const reason = el('input', {id: 'reason', required: true, maxlength: MAX_REASON, autocomplete: 'off'});
    const dialog = el('dialog', {'aria-labelledby': 'pause-title'}, el('form', {on: {submit: (event) => {
        event.preventDefault();
        const why = reason.value.trim();
        if (why) {
            add({title: 'Pause all sending', method: 'PUT', path: '/sending', body: {paused: true, reason: why}, doneWords: 'Nothing new is sent until somebody resumes it.'}, 0);
            dialog.close();
        }
    }}},
    el('h2', {id: 'pause-title'}, 'Pause all sending?'),
    el('p', {}, 'Status changes are kept, but no customer is texted or emailed until somebody resumes it.'),
    el('label', {for: 'reason'}, 'Why? Your colleagues will read it.'), reason,
    el('div', {class: 'buttons'}, el('button', {type: 'submit', class: 'danger'}, 'Pause sending'),
        el('button', {type: 'button', class: 'quiet', on: {click: () => dialog.close()}}, 'Cancel'))));
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
}
