'use strict';

const SPAN_SECONDS = 120;
const MADE = ['Created', 'Refreshed'];
const FAILED = ['CreationFailed', 'RefreshFailed'];
const cards = new Map();
const requests = [];

function line(svg, x, y1, y2, kind) {
	const element = document.createElementNS('http://www.w3.org/2000/svg', 'line');
	element.setAttribute('x1', x);
	element.setAttribute('x2', x);
	element.setAttribute('y1', y1);
	element.setAttribute('y2', y2);
	element.setAttribute('class', kind);
	svg.append(element);
}

function axis(svg, y) {
	const element = document.createElementNS('http://www.w3.org/2000/svg', 'line');
	for (const [name, value] of [['x1', 0], ['x2', 600], ['y1', y], ['y2', y], ['class', 'axis']]) {
		element.setAttribute(name, value);
	}
	svg.append(element);
}

function tell(text) {
	document.getElementById('news').textContent = text;
}

async function change(method, path, done) {
	try {
		const answer = await fetch(path, { method });
		tell(answer.ok ? done : 'Failed: ' + answer.status + ' ' + method + ' ' + path);
	}
	catch (failure) {
		tell('The application does not answer.');
	}
	await update();
}

function cardFor(session) {
	const id = session.bucket + ' ' + session.mode;
	let card = cards.get(id);
	if (!card) {
		card = document.getElementById('session-template').content.cloneNode(true).querySelector('article');
		card.dataset.session = id;
		card.querySelector('.bucket').textContent = session.bucket + ' (' + session.mode.toLowerCase().replace('_', '-') + ')';
		const path = 'actuator/s3express/' + encodeURIComponent(session.bucket);
		card.querySelector('.refresh').addEventListener('click', () => change('POST', path, 'Refreshed ' + session.bucket));
		card.querySelector('.release').addEventListener('click', () => change('DELETE', path, 'Let go ' + session.bucket));
		for (const button of card.querySelectorAll('button')) {
			button.setAttribute('aria-label', button.textContent + ' ' + session.bucket);
		}
		document.getElementById('sessions').append(card);
		cards.set(id, card);
	}
	return card;
}

function showTimeline(card, session, state) {
	const now = Date.parse(state.now);
	const svg = card.querySelector('.timeline');
	svg.replaceChildren();
	axis(svg, 20);
	let made = 0;
	let failed = 0;
	for (const event of state.events) {
		const age = (now - Date.parse(event.time)) / 1000;
		if (event.bucket !== session.bucket || event.mode !== session.mode || age > SPAN_SECONDS) {
			continue;
		}
		const isMade = MADE.includes(event.kind);
		const isFailed = FAILED.includes(event.kind);
		made += isMade ? 1 : 0;
		failed += isFailed ? 1 : 0;
		line(svg, 600 * (1 - age / SPAN_SECONDS), isFailed ? 20 : 4, isMade ? 20 : 36, isMade ? 'made' : isFailed ? 'failed' : 'ended');
	}
	const text = 'Last two minutes: sessions made ' + made + ', failures ' + failed;
	svg.setAttribute('aria-label', text);
	card.querySelector('.timeline-text').textContent = text;
	card.dataset.made = made;
}

function showSession(session, state) {
	const card = cardFor(session);
	if (card.className && card.className !== session.freshness) {
		tell(session.bucket + ' is ' + session.freshness);
	}
	card.className = session.freshness;
	const seconds = Math.round(session.remainingMillis / 1000);
	card.querySelector('.freshness').textContent = session.freshness;
	card.querySelector('.remaining').textContent = session.lifeMillis ? seconds + ' s of ' + session.lifeMillis / 1000 + ' s left' : 'no session';
	const bar = card.querySelector('.bar');
	bar.setAttribute('aria-valuemax', session.lifeMillis / 1000);
	bar.setAttribute('aria-valuenow', seconds);
	card.querySelector('.fill').style.width = (session.lifeMillis ? 100 * session.remainingMillis / session.lifeMillis : 0) + '%';
	const error = card.querySelector('.error');
	error.hidden = !session.lastError;
	error.textContent = session.lastError ? session.failures + ' in a row: ' + session.lastError : '';
	showTimeline(card, session, state);
}

async function update() {
	try {
		const state = await (await fetch('page/state')).json();
		document.getElementById('outage-control').hidden = !state.local;
		document.getElementById('outage').setAttribute('aria-pressed', state.outage);
		state.sessions.forEach((session) => showSession(session, state));
		const shown = new Set(state.sessions.map((session) => session.bucket + ' ' + session.mode));
		for (const [id, card] of cards) {
			if (!shown.has(id)) {
				card.remove();
				cards.delete(id);
			}
		}
	}
	catch (failure) {
		tell('The application does not answer.');
	}
}

async function request() {
	const begin = performance.now();
	let ok = false;
	try {
		ok = (await fetch('objects?prefix=page/')).ok;
	}
	catch (failure) {
		ok = false;
	}
	requests.push({ ok, millis: performance.now() - begin });
	requests.splice(0, Math.max(0, requests.length - SPAN_SECONDS));
	const svg = document.getElementById('latency');
	svg.replaceChildren();
	axis(svg, 80);
	const longest = Math.max(20, ...requests.map((each) => each.millis));
	requests.forEach((each, index) => {
		const x = 600 - (requests.length - index) * 600 / SPAN_SECONDS;
		line(svg, x, each.ok ? 80 - 76 * each.millis / longest : 0, 80, each.ok ? 'made' : 'failed');
	});
	const failures = requests.filter((each) => !each.ok).length;
	document.getElementById('latency-text').textContent = Math.round(requests[requests.length - 1].millis) + ' ms for the last, '
			+ Math.round(longest) + ' ms at most, ' + failures + ' failed of ' + requests.length;
}

document.getElementById('outage').addEventListener('click', (event) => {
	const begins = event.currentTarget.getAttribute('aria-pressed') !== 'true';
	change(begins ? 'PUT' : 'DELETE', 'page/outage', begins ? 'CreateSession fails from now on' : 'CreateSession works again');
});

async function tick() {
	await Promise.all([update(), request()]);
	setTimeout(tick, 1000);
}

tick();
