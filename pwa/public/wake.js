/* Before the app's script is read: reads who is here (src/sync/people.ts), asks whether anyone has a key (src/held.ts), fetches the lock's script. Who votes is nobody. */
window.linghangPeople = window.indexedDB && !/^#\/?vote\b/.test(location.hash) ? new Promise(function (resolve) {
  var opening = indexedDB.open('linghang')
  // Nobody was here yet, and the app makes the database itself.
  opening.onupgradeneeded = function () { opening.transaction.abort() }
  opening.onerror = function () { resolve(null) }
  opening.onsuccess = function () {
    var database = opening.result
    var woken = { database: database, closed: false }
    database.onclose = function () { woken.closed = true }
    database.onversionchange = function () { database.close(); woken.closed = true }
    try {
      var reading = database.transaction(['who', 'rings'])
      var who = reading.objectStore('who').getAll()
      var rings = reading.objectStore('rings').getAll()
      reading.oncomplete = function () { woken.who = who.result; woken.rings = rings.result; resolve(woken) }
      reading.onabort = function () { database.close(); resolve(null) }
    } catch (older) { database.close(); resolve(null) }
  }
  var lock = document.currentScript && document.currentScript.dataset.lock
  if (!lock || !localStorage.getItem('linghang.here')) return
  var worker = navigator.serviceWorker && navigator.serviceWorker.controller
  var line = new MessageChannel()
  line.port1.onmessage = function (told) { window.linghangAnyone = told.data; line.port1.close() }
  if (worker) worker.postMessage('anyone', [line.port2])
  lock.split(' ').forEach(function (file) {
    var ahead = document.createElement('link')
    ahead.rel = 'modulepreload'
    ahead.href = file
    document.head.appendChild(ahead)
  })
}) : Promise.resolve(null)
