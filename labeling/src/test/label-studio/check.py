#!/usr/bin/env python3
"""Checks the loop with a real Label Studio: three made-up people label a table, by what Label Studio offers them.

usage: check.py URL RELABEL4J FOLDER       the token is in LABEL_STUDIO_API_KEY; FOLDER is empty
The standard library is enough. Each round: the loop runs once, is killed in the middle of a push, and runs again; then one person
after the other asks for the next task, as the labelling screen does, and answers it. Checked: who asks first is offered the first
of the batch; everybody is offered the first in rank order that he has not answered; those who ask together get different tasks;
every task of the batch gets one answer more; the labels that relabel4j has are those that people gave."""
import csv, http.cookiejar, json, os, random, signal, subprocess, sys, time, urllib.error, urllib.parse, urllib.request

url, relabel4j, folder = sys.argv[1:]
token = os.environ['LABEL_STUDIO_API_KEY']
project_folder, labels_file, batch_file = (os.path.join(folder, name) for name in ('project', 'labels.csv', 'batch.csv'))
CLASSES, ROUNDS, BATCH = ['red', 'green', 'blue'], 3, 8
chance = random.Random(1)


def call(method, path, key, body=None, opener=None):
    """The answer as JSON; None where there is no next task."""
    request = urllib.request.Request(url + path, method=method, data=None if body is None else json.dumps(body).encode(),
                                     headers={'Content-Type': 'application/json', **({'Authorization': f'Token {key}'} if key else {})})
    try:
        with (opener or urllib.request.build_opener()).open(request, timeout=120) as answer:
            return json.loads(answer.read() or b'null')
    except urllib.error.HTTPError as e:
        if e.code == 404 and path.endswith('/next/'):
            return None
        raise SystemExit(f'{method} {path}: {e.code} {e.read()[:500]}')


def sign_up(name):
    """A person, by the form: number and token."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    opener.open(url + '/user/signup/', timeout=120).read()
    secret = next(cookie.value for cookie in jar if cookie.name == 'csrftoken')
    form = {'csrfmiddlewaretoken': secret, 'email': f'{name}@example.com', 'password': f'{name}-Secret-2026', 'allow_newsletters': ''}
    opener.open(urllib.request.Request(url + '/user/signup/', data=urllib.parse.urlencode(form).encode(),
                                       headers={'Referer': url + '/user/signup/'}), timeout=120).read()
    return call('GET', '/api/current-user/whoami', None, opener=opener)['id'], \
        call('GET', '/api/current-user/token', None, opener=opener)['token']


def run(*arguments, kill_after=None):
    process = subprocess.Popen([relabel4j, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
    try:
        out, _ = process.communicate(timeout=kill_after or 300)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return 'killed'
    assert process.returncode == 0, f'{arguments}: {process.returncode}: {out}'
    assert token not in out, 'the token was printed'
    return out


table = os.path.join(folder, 'table.csv')
truth = {}
with open(table, 'w', newline='') as file:
    rows = csv.writer(file)
    rows.writerow(['example', 'f0', 'f1', 'f2'])
    for n in range(45):
        truth[f'e{n}'] = chance.randrange(3)
        rows.writerow([f'e{n}'] + [round(chance.gauss(2 if d == truth[f'e{n}'] else 0, 1), 3) for d in range(3)])
run('init', project_folder, '--table', table, '--id', 'example', '--classes', ','.join(CLASSES))
print(run('label-studio', 'init', project_folder, '--url', url).strip())
number = json.load(open(os.path.join(project_folder, 'label-studio.json')))['settings']['project']
people = [sign_up(name) for name in ('ann', 'bob', 'eve')]
said = {}


def offered(person):
    return call('GET', f'/api/projects/{number}/next/', person[1])


def answer(person, task):
    example = task['data']['example']
    label = truth[example] if chance.random() < 0.8 else chance.randrange(3)
    result = [{'from_name': 'label', 'to_name': 'example', 'type': 'choices', 'value': {'choices': [CLASSES[label]]}}]
    call('POST', f'/api/tasks/{task["id"]}/annotations/', person[1], {'result': result})
    said[(example, person[0])] = CLASSES[label]


for number_of_round in range(1, ROUNDS + 1):
    run('label-studio', 'pull', project_folder)
    run('next', project_folder, '--batch', str(BATCH))
    for seconds in (1.0, 1.5, 2.0, 2.5):
        run('label-studio', 'push', project_folder, kill_after=seconds)
    print(run('label-studio', 'push', project_folder, '--tasks', batch_file).strip())
    batch = [(int(row['task']), row['example']) for row in csv.DictReader(open(batch_file))]
    assert len(batch) == BATCH, batch
    left = dict(batch)
    together = {}
    for person in people:                       # all ask before anybody answers
        wanted = next(t for t, e in batch if t in left and t not in together and (e, person[0]) not in said)
        task = offered(person)
        assert task and task['id'] == wanted, f'round {number_of_round}: {person[0]} should get {wanted}, gets {task and task["id"]}'
        assert not any(p['result'] for p in task.get('predictions', [])), 'a prediction is shown'
        together[task['id']] = (person, task)
    for person, task in together.values():
        answer(person, task)
        del left[task['id']]
    while left:
        asked = 0
        for person in people:
            wanted = next((t for t, e in batch if t in left and (e, person[0]) not in said), None)
            if wanted is not None:
                task = offered(person)
                assert task and task['id'] == wanted, f'round {number_of_round}: {person[0]} should get {wanted}, gets {task and task["id"]}'
                answer(person, task)
                del left[wanted]
                asked += 1
        assert asked, f'nobody can be asked about {left}'
run('label-studio', 'loop', project_folder, '--once', f'batch={BATCH}')
run('status', project_folder, '--labels', labels_file)
got = {(row['task'], row['annotator']): row['label'] for row in csv.DictReader(open(labels_file))}
names = {person[0]: f'{name}@example.com' for person, name in zip(people, ('ann', 'bob', 'eve'))}
assert got == {(example, names[person]): label for (example, person), label in said.items()}, 'labels differ'
assert not any(token in open(os.path.join(at, name), errors='replace').read() for at, _, files in os.walk(folder) for name in files)
print(f'{len(said)} labels in {ROUNDS} rounds: as asked, in order, none lost')
