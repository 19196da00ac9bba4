/* The dialog that asks a person for their staff token. */
import {el} from './dom.js';
import {keepToken} from './session.js';

/** Asks a person for a token; `then` is called with it. `problem` says why, if not because they wanted to. */
export function askForToken(then, problem) {
    if (document.querySelector('dialog.sign-in')) {
        return;
    }
    const input = el('input', {id: 'token', type: 'password', autocomplete: 'current-password', required: true, spellcheck: 'false'});
    const dialog = el('dialog', {class: 'sign-in', 'aria-labelledby': 'sign-in-title'},
        el('form', {on: {submit: (event) => {
            event.preventDefault();
            const given = input.value.trim();
            if (given) {
                keepToken(given);
                dialog.close();
                then(given);
            }
        }}},
        el('h2', {id: 'sign-in-title'}, 'Sign in'),
        problem && el('p', {class: 'problem', role: 'alert'}, problem),
        el('label', {for: 'token'}, 'Staff token'), input,
        el('p', {class: 'soft'}, 'It stays in this tab until you close it. Without one you see sample data.'),
        el('div', {class: 'buttons'},
            el('button', {type: 'submit', class: 'primary'}, 'Sign in'),
            el('button', {type: 'button', class: 'quiet', on: {click: () => dialog.close()}}, 'Cancel'))));
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
}
