/** The stylesheet of all pages, served as one file. */
export const style = `
:root {
  --ink: #16243a; --soft: #526077; --line: #d5dce6; --paper: #fff; --ground: #f1f4f8;
  --brand: #0b3d6b; --brand-deep: #082d50; --good: #17683f; --bad: #a32626; --wait: #7a5200;
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif;
}
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 1rem; top: .5rem; z-index: 1; background: #fff; padding: .5rem 1rem; }
.ribbon { background: #ffd54a; color: #3a2a00; padding: .5rem 1rem; text-align: center; font-size: .9rem; }
.ribbon strong { letter-spacing: .12em; margin-right: .5rem; }
header { background: var(--brand); color: #fff; }
header .inner, main, footer .inner { width: 100%; max-width: 62rem; margin: 0 auto; padding-inline: 1.25rem; }
header .inner { display: flex; align-items: center; gap: .75rem; padding-block: 1rem; }
header svg { flex: none; }
header .name { font-size: 1.2rem; font-weight: 600; }
header .secure { margin-left: auto; display: flex; align-items: center; gap: .4rem; font-size: .95rem; }
main { flex: 1; padding-block: 1.75rem 2.5rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1.25rem; }
h2 { font-size: 1.1rem; margin: 0 0 .9rem; }
.columns { display: grid; grid-template-columns: 20rem 1fr; gap: 1.25rem; align-items: start; }
.card {
  background: var(--paper); border: 1px solid var(--line); border-radius: .6rem; padding: 1.4rem;
  box-shadow: 0 1px 3px rgb(20 36 58 / .07); min-width: 0;
}
.card + .card { margin-top: 1.25rem; }
.columns > .card + .card { margin-top: 0; }
dl { margin: 0; }
dt { color: var(--soft); font-size: .88rem; }
dd { margin: 0 0 .85rem; font-weight: 500; overflow-wrap: anywhere; }
dd:last-child { margin-bottom: 0; }
.total { font-size: 1.7rem; font-weight: 650; line-height: 1.25; }
.mode {
  display: inline-block; padding: .1rem .55rem; border-radius: .3rem; font-size: .82rem; font-weight: 600;
  background: #e6ecf4; color: var(--brand);
}
fieldset { border: 0; padding: 0; margin: 0 0 1.25rem; min-width: 0; }
legend { padding: 0; font-size: 1.1rem; font-weight: 650; margin-bottom: .9rem; }
.choice {
  display: flex; align-items: center; gap: .75rem; border: 1px solid var(--line); border-radius: .5rem;
  padding: .75rem 1rem; margin-bottom: .6rem; cursor: pointer;
}
.choice:has(:checked) { border-color: var(--brand); background: #eff5fb; }
.choice:has(:focus-visible) { outline: 3px solid #5b9bd5; outline-offset: 2px; }
.choice input { accent-color: var(--brand); width: 1.1rem; height: 1.1rem; margin: 0; }
.choice .number { margin-left: auto; color: var(--soft); font-variant-numeric: tabular-nums; }
button, .button {
  display: block; width: 100%; border-radius: .5rem; border: 1px solid var(--line); padding: .8rem 1rem; min-height: 3rem;
  background: #fff; color: var(--ink); font: inherit; font-weight: 600; text-align: center; text-decoration: none;
  cursor: pointer;
}
button:hover, .button:hover { background: #f3f6fa; }
button:focus-visible, .button:focus-visible, summary:focus-visible, select:focus-visible, input:focus-visible,
a:focus-visible { outline: 3px solid #5b9bd5; outline-offset: 2px; }
.first { background: var(--brand); border-color: var(--brand); color: #fff; font-size: 1.1rem; }
.first:hover { background: var(--brand-deep); }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; margin-top: .75rem; }
.plain { border-color: transparent; background: none; color: var(--brand); margin-top: .5rem; text-decoration: underline; }
.note { color: var(--soft); font-size: .92rem; margin: .4rem 0 0; }
.status { border-left: .35rem solid var(--soft); }
.status.paid { border-color: var(--good); } .status.paid h1 { color: var(--good); }
.status.refused, .status.error { border-color: var(--bad); }
.status.refused h1, .status.error h1 { color: var(--bad); }
.status.pending { border-color: #c58a12; } .status.pending h1 { color: var(--wait); }
.status h1 { margin-bottom: .5rem; }
.status .actions { margin-top: 1.25rem; display: flex; flex-wrap: wrap; gap: .75rem; }
.status .actions .button, .status .actions button { width: auto; padding-inline: 1.5rem; }
details.panel { margin-top: 1.25rem; border-style: dashed; border-color: #b98a00; background: #fffcf2; }
details h2 { margin-top: 1rem; }
.card > :last-child { margin-bottom: 0; }
summary { cursor: pointer; font-weight: 600; }
.fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: .9rem; margin: 1rem 0; }
.fields label { display: block; font-size: .9rem; color: var(--soft); }
.fields select, .fields input {
  display: block; width: 100%; min-height: 2.75rem; margin-top: .25rem; padding: .4rem .6rem; font: inherit; color: var(--ink);
  background: #fff; border: 1px solid #8d9bb0; border-radius: .4rem;
}
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); white-space: nowrap; }
th { color: var(--soft); font-weight: 600; }
code { font-family: ui-monospace, 'DejaVu Sans Mono', monospace; font-size: .92em; }
a { color: var(--brand); }
footer { border-top: 1px solid var(--line); background: #fff; color: var(--soft); font-size: .88rem; }
footer .inner { padding-block: 1rem; }
@media (max-width: 48rem) {
  .columns { grid-template-columns: 1fr; }
  h1 { font-size: 1.35rem; }
  .card { padding: 1.1rem; }
  .pair { grid-template-columns: 1fr; }
  header .secure span { display: none; }
  .status .actions > * { flex: 1 1 100%; }
}
`
