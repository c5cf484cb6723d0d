'use strict';

const element = (id) => document.getElementById(id);

function cell(tag, text, scope) {
	const made = document.createElement(tag);
	made.textContent = text;
	if (scope) {
		made.scope = scope;
	}
	return made;
}

function headOf(buckets) {
	const head = element('head');
	if (head.children.length === 1) {
		buckets.forEach((bucket) => head.append(cell('th', bucket, 'col')));
		head.append(cell('th', '', 'col'));
	}
}

function rowOf(name) {
	const id = name.replace(' ', '-');
	let row = element(id);
	if (!row) {
		row = document.createElement('tr');
		row.id = id;
		row.append(cell('th', name, 'row'));
		const kill = document.createElement('button');
		kill.type = 'button';
		kill.textContent = 'Kill';
		kill.setAttribute('aria-label', 'Kill ' + name);
		kill.addEventListener('click', async () => {
			await fetch('/instances/' + encodeURIComponent(name), { method: 'DELETE' });
			element('news').textContent = 'Killed ' + name + '.';
			show();
		});
		const last = document.createElement('td');
		last.append(kill);
		row.append(last);
		element('rows').append(row);
	}
	return row;
}

function fill(row, name, buckets, sessions) {
	buckets.forEach((bucket, index) => {
		let data = row.children[index + 1];
		if (!data || data.tagName !== 'TD' || data.querySelector('button')) {
			data = document.createElement('td');
			row.insertBefore(data, row.lastElementChild);
		}
		const session = sessions[bucket];
		data.className = session && session.madeBy === name ? 'made' : '';
		data.textContent = session ? (session.madeBy === name ? 'made here' : 'from ' + (session.madeBy || '…')) : '…';
		const life = document.createElement('small');
		life.textContent = session ? session.left + ' s left, …' + session.accessKeyId.slice(-6) : '';
		data.append(life);
	});
}

async function show() {
	const report = await (await fetch('/report')).json();
	const names = Object.keys(report.instances);
	element('creations').textContent = report.creations;
	element('count').textContent = names.length;
	element('store').textContent = report.store ? '' : 'There is no store: each instance makes its own.';
	element('store').className = report.store ? '' : 'none';
	headOf(report.buckets);
	[...element('rows').children].filter((row) => !names.some((name) => row.id === name.replace(' ', '-')))
		.forEach((row) => row.remove());
	names.forEach((name) => fill(rowOf(name), name, report.buckets, report.instances[name]));
}

element('start').addEventListener('click', async () => {
	const name = await (await fetch('/instances', { method: 'POST' })).text();
	element('news').textContent = 'Started ' + name + '.';
	show();
});
setInterval(show, 500);
show();
