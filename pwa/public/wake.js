/* Wakes the browser's storage while the app's own script is still being read: opening the first database takes it longer than anything else of a start. */
if (window.indexedDB && indexedDB.databases) indexedDB.databases().catch(function () {})
