import { untrack } from 'svelte'
import { refreshAll } from '$app/navigation'
import type { ActionForm } from './action-form.svelte.ts'

/**
 * Keeps a form from overwriting settings that somebody else saved meanwhile. The save is refused because the form sends the version
 * that it shows; the page then loads what is stored, keeps what was typed, and the next save overwrites knowingly.
 * @param storedVersion the version of the settings that the page has loaded last
 * @param refusalCode the error code of the refusal
 */
export function watchStaleSettings(
  form: ActionForm,
  storedVersion: () => string,
  refusalCode = 'SETTINGS_CHANGED_MEANWHILE',
) {
  // Other forms of the page load the data again, so the version that this form shows is kept.
  let shownVersion = $state(form.typed['version'] ?? untrack(storedVersion))
  const isRefused = $derived(form.errors.some(({ code }) => code === refusalCode))
  const isStoredLoaded = $derived(isRefused && storedVersion() !== form.submitted['version'])
  const version = $derived(isStoredLoaded ? storedVersion() : shownVersion)
  $effect(() => {
    if (isStoredLoaded) shownVersion = storedVersion()
    else if (isRefused) void refreshAll()
  })
  return {
    /** Whether the form was refused for this reason, and the page has loaded what is stored and should show it. */
    get isStoredLoaded() {
      return isStoredLoaded
    },
    /** What the form sends in its field `version`. */
    get version() {
      return version
    },
    /** To be called when the form was saved and shows what is stored. */
    onSaved() {
      shownVersion = storedVersion()
    },
  }
}
