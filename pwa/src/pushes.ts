/** Whoever leaves a phone is pushed to there no more: the browser gives its address up, and the server learns that at its next push. */
export async function forgetPushes(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration()
  await (await registration?.pushManager?.getSubscription())?.unsubscribe()
}
