import { browser } from '$app/env'

/** In localStorage: `off` if single keys do nothing on this device, which WCAG 2.1.4 asks for (speech input types keys by accident). */
const KEY = 'triclic:shortcuts'

/** Whether single-key shortcuts work on this device. */
class ShortcutSetting {
  #isOn = $state(browser && localStorage.getItem(KEY) !== 'off')

  get isOn(): boolean {
    return this.#isOn
  }
  set isOn(isOn: boolean) {
    this.#isOn = isOn
    localStorage.setItem(KEY, isOn ? 'on' : 'off')
  }
}

export const shortcutSetting = new ShortcutSetting()
