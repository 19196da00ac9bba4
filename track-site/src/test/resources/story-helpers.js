// Answers of the API in short, and the story told about them as lines.

function at(time) {
    return time ? '2026-03-02T' + (time.length === 5 ? time + ':00' : time) + 'Z' : null;
}

function answer(statuses, messages) {
    var last = statuses[statuses.length - 1];
    return {
        job: {jobId: 'job-1', status: last[0], updatedAt: at(last[1])},
        statuses: statuses.map(function (s) { return {status: s[0], at: at(s[1])}; }),
        messages: (messages || []).map(function (m) {
            return {about: m[0], channel: m[1], state: m[2], carrier: m[3] || null, sentAt: at(m[4]), deliveredAt: at(m[5])};
        })
    };
}

function clock(moment) {
    return moment.substring(11, 19).replace(/:00$/, '');
}

function lines(answer) {
    var result = [];
    qdnStory.of(answer).history.forEach(function (entry) {
        result.push(qdnStory.plain(entry.words, clock) + ' @ ' + clock(entry.at));
        entry.messages.forEach(function (message) {
            var receipt = message.receipt.length ? ' | ' + qdnStory.plain(message.receipt, clock) : '';
            result.push('- ' + qdnStory.plain(message.words, clock) + receipt);
        });
    });
    return result.join('\n');
}
