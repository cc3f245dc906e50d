/* While the app's own script is still being read: opens the database of this phone's people and reads it. Taken by src/sync/people.ts; null where there is none yet. Whoever votes is nobody here. */
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
}) : Promise.resolve(null)
