import { box, darker, lighter, line, oval, path, solid, sprig } from './shapes.ts'

/** Drawings of food and drinks, from a main and a secondary colour. */
export const larder = {
  jar: (a: string, b: string) =>
    box(198, 150, 204, 62, 14, b) +
    box(198, 186, 204, 12, 0, darker(b, 0.12)) +
    solid('M205 208H395Q428 225 428 265V430Q428 470 390 470H210Q172 470 172 430V265Q172 225 205 208Z', a) +
    box(196, 285, 208, 118, 8, '#fffaf1') +
    line('M225 322H375M245 348H355M265 374H335', darker(a, 0.1), 7) +
    line('M196 240V270', '#ffffff', 10),
  oilBottle: (a: string, b: string) =>
    sprig(455, 470, 150, '#8a9a5b', 14) +
    box(278, 70, 44, 40, 6, '#8c6239') +
    solid(
      'M280 105H320V190C320 220 385 235 385 290V440Q385 470 355 470H245Q215 470 215 440V290C215 235 280 220 280 190Z',
      a,
    ) +
    box(215, 300, 170, 110, 0, b) +
    oval(300, 340, 30, 20, a) +
    line('M245 384H355', darker(a, 0.1), 6) +
    line('M292 125V185', '#ffffff', 6),
  wineBottle: (a: string, b: string) =>
    box(272, 50, 56, 90, 6, darker(b, 0.35)) +
    solid(
      'M275 130H325V215C325 250 390 265 390 330V445Q390 470 365 470H235Q210 470 210 445V330C210 265 275 250 275 215Z',
      a,
    ) +
    box(210, 325, 180, 105, 0, b) +
    path('M300 340L330 375H270Z', darker(a, 0.1)) +
    line('M240 396H360M260 414H340', darker(a, 0.1), 5) +
    line('M238 335V420', '#ffffff', 4),
  tin: (a: string, b: string) =>
    solid(
      'M110 330Q110 270 190 270H410Q490 270 490 330V400Q490 455 410 455H190Q110 455 110 400Z',
      darker(a, 0.1),
    ) +
    box(110, 250, 380, 130, 60, lighter(a, 0.25)) +
    box(126, 262, 348, 106, 50, a) +
    path('M190 315Q260 270 345 315L380 290V340L345 315Q260 360 190 315Z', b) +
    oval(222, 310, 5, 5, darker(a, 0.5)) +
    oval(430, 315, 20, 12, 'none', `stroke="${b}" stroke-width="7"`) +
    line('M135 415H465', b, 10),
  sack: (a: string, b: string) =>
    solid(
      'M190 210Q300 235 410 210C430 300 445 390 425 455Q420 470 400 470H200Q180 470 175 455C155 390 170 300 190 210Z',
      b,
    ) +
    path(
      'M190 215C180 150 220 130 250 165Q300 120 350 165C380 130 420 150 410 215Q300 245 190 215Z',
      darker(b, 0.08),
    ) +
    line('M196 215Q300 245 404 215', a, 12) +
    oval(300, 345, 78, 74, a) +
    oval(300, 345, 62, 58, 'none', `stroke="${b}" stroke-width="4"`) +
    sprig(300, 390, 88, lighter(b, 0.3)),
  biscuitTin: (a: string, b: string) =>
    solid('M135 300H465V440Q465 470 300 470Q135 470 135 440Z', a) +
    oval(300, 300, 165, 62, darker(a, 0.2)) +
    oval(300, 286, 170, 64, lighter(a, 0.12)) +
    oval(300, 284, 132, 46, b) +
    oval(268, 280, 38, 16, '#d99a4e') +
    oval(332, 286, 38, 16, '#c98a3f') +
    line('M150 380Q300 425 450 380', b, 10) +
    line('M150 410Q300 455 450 410', b, 4),
  cheese: (a: string, b: string) =>
    path('M110 400L420 235L490 330V440L110 470Z', darker(a, 0.12)) +
    path('M110 370L420 205L490 300L110 400Z', lighter(a, 0.22)) +
    path('M110 395L490 300V430L110 470Z', a) +
    path('M420 205L490 300V430L478 432V303L412 210Z', b) +
    oval(220, 425, 22, 15, darker(a, 0.16)) +
    oval(330, 390, 30, 20, darker(a, 0.16)) +
    oval(410, 415, 15, 12, darker(a, 0.16)) +
    oval(280, 330, 16, 8, darker(a, 0.1)),
  sausage: (a: string, b: string) =>
    line('M160 160L205 205', '#b08d62', 6) +
    line('M215 215L385 385', a, 120) +
    line('M190 240L360 410', darker(a, 0.2), 34) +
    line('M240 195L400 355', lighter(a, 0.2), 14) +
    line('M178 262L262 178M238 322L322 238M298 382L382 298', b, 5) +
    oval(452, 430, 70, 70, darker(a, 0.1)) +
    oval(452, 430, 58, 58, a) +
    [
      [430, 410],
      [470, 405],
      [480, 445],
      [445, 460],
      [420, 440],
      [455, 430],
    ]
      .map(([x = 0, y = 0]) => oval(x, y, 8, 7, b))
      .join(''),
}
