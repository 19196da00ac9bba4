/* Run as a worker: whatever a browser has to read before it can format its first time, it has read after this. */
'use strict';

new Intl.DateTimeFormat(navigator.languages, {hour: 'numeric', timeZoneName: 'short'}).format();
postMessage('ready');
