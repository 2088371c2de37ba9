// What people's cameras and screens show, in the tiles that the server draws anew whenever somebody comes or goes.
const OFF = { mic: false, camera: false, screen: false };

const copyOf = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

export function createTiles(view, soundButton) {
  /** By person: elements, which outlive the tiles, and what is on. */
  const people = new Map();

  function video(muted) {
    const element = document.createElement('video');
    Object.assign(element, { autoplay: true, playsInline: true, muted });
    return element;
  }

  function personOf(key) {
    const known = people.get(key);
    if (known) return known;
    const screen = document.createElement('figure');
    screen.append(video(true), copyOf('sharing'));
    const person = {
      camera: video(false),
      screen,
      connecting: copyOf('connecting'),
      state: OFF,
      connected: true,
    };
    people.set(key, person);
    return person;
  }

  function play(element, ...tracks) {
    const now = element.srcObject?.getTracks() ?? [];
    if (now.length !== tracks.length || tracks.some((track) => !now.includes(track)))
      element.srcObject = tracks.length > 0 ? new MediaStream(tracks) : null;
    if (element.srcObject)
      element.play().catch(({ name }) => (soundButton.hidden &&= name !== 'NotAllowedError'));
  }

  function draw(tile) {
    const { camera, screen, connecting, state, connected } = personOf(tile.dataset.person);
    const picture = tile.querySelector('.picture');
    for (const element of [camera, screen, connecting])
      if (element.parentElement !== picture) picture.append(element);
    camera.hidden = !state.camera;
    screen.hidden = !state.screen;
    connecting.hidden = connected;
    tile.classList.toggle('shares', state.screen);
    tile.querySelector('.face').hidden = state.camera;
    tile.querySelector('.muted').hidden = state.mic;
  }

  function drawOf(key) {
    const tile = [...view.querySelectorAll('.tile')].find(({ dataset }) => dataset.person === key);
    if (tile) draw(tile);
  }

  soundButton.addEventListener('click', () => {
    soundButton.hidden = true;
    for (const { camera, screen } of people.values())
      for (const element of [camera, screen.firstElementChild]) if (element.srcObject) void element.play();
  });

  return {
    /** After the server's tiles were put into the page. */
    redraw() {
      for (const tile of view.querySelectorAll('.tile')) draw(tile);
    },
    received(key, [mic, camera, screen], connected) {
      const person = personOf(key);
      person.connected = connected;
      if (mic) {
        play(person.camera, mic, camera);
        play(person.screen.firstElementChild, screen);
      }
      drawOf(key);
    },
    /** This person's own: without sound, and as in a mirror. */
    own(key, [, camera, screen], state) {
      const person = personOf(key);
      person.state = state;
      person.camera.muted = true;
      person.camera.classList.add('own');
      play(person.camera, ...(camera ? [camera] : []));
      play(person.screen.firstElementChild, ...(screen ? [screen] : []));
      drawOf(key);
    },
    state(key, { mic, camera, screen }) {
      personOf(key).state = { mic: mic === true, camera: camera === true, screen: screen === true };
      drawOf(key);
    },
    forget(key) {
      const person = people.get(key);
      if (!person) return;
      for (const element of [person.camera, person.screen, person.connecting]) element.remove();
      people.delete(key);
      drawOf(key);
    },
    clear() {
      people.clear();
      soundButton.hidden = true;
    },
  };
}
