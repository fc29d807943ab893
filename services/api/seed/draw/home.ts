import { box, darker, glow, lighter, line, oval, path, solid, sprig } from './shapes.ts'

/** Drawings of household products, from a main and a secondary colour. */
export const home = {
  tableLamp: (a: string, b: string) =>
    glow(300, 250, 250) +
    solid(
      'M300 300C240 300 205 350 205 395C205 440 245 470 300 470C355 470 395 440 395 395C395 350 360 300 300 300Z',
      a,
    ) +
    box(288, 262, 24, 46, 4, darker(a, 0.5)) +
    solid('M222 130L378 130L440 275L160 275Z', b, box(0, 255, 600, 20, 0, darker(b, 0.08))),
  floorLamp: (a: string, b: string) =>
    glow(300, 190, 220) +
    line('M300 210L225 470M300 210L375 470M300 210L300 470', a, 11) +
    line('M258 360L342 360', darker(a), 7) +
    solid('M235 90L365 90L405 215L195 215Z', b),
  wallLamp: (a: string, b: string) =>
    glow(300, 290, 280) +
    oval(300, 290, 150, 150, b) +
    oval(300, 290, 138, 138, a) +
    oval(262, 256, 60, 46, '#ffffff', 'opacity=".45"') +
    oval(300, 290, 14, 14, darker(b, 0.1)),
  pendant: (a: string, b: string) =>
    line('M300 0L300 190', '#3a3532', 5) +
    box(282, 178, 36, 34, 6, darker(a, 0.4)) +
    glow(300, 400, 210) +
    solid('M282 205C200 220 150 290 138 375L462 375C450 290 400 220 318 205Z', a) +
    oval(300, 375, 162, 22, b) +
    oval(300, 380, 44, 30, '#fff4cf'),
  candle: (a: string, b: string) =>
    glow(300, 165, 150) +
    path('M300 125C322 160 318 182 300 190C282 182 278 160 300 125Z', '#f2a541') +
    line('M300 185L300 205', '#443a33', 4) +
    solid('M276 202L324 202L324 372L276 372Z', b) +
    solid('M225 365L375 365L352 425L410 470L190 470L248 425Z', a),
  vase: (a: string, b: string) =>
    sprig(292, 230, 150, '#7c8f5f', -46) +
    sprig(308, 230, 185, '#8a9d69', 30) +
    solid(
      'M262 200L338 200C336 245 420 290 420 370C420 430 370 470 300 470C230 470 180 430 180 370C180 290 264 245 262 200Z',
      a,
      line('M150 330Q300 372 450 330', b, 12) + line('M150 358Q300 400 450 358', b, 6),
    ) +
    oval(300, 200, 40, 9, darker(a, 0.4)),
  plate: (a: string, b: string) =>
    oval(300, 318, 196, 190, darker(a, 0.12)) +
    oval(300, 308, 196, 190, a) +
    oval(300, 308, 178, 172, 'none', `stroke="${b}" stroke-width="5"`) +
    oval(300, 308, 122, 118, lighter(a, 0.4)) +
    path(
      'M190 250A128 124 0 0 1 270 190',
      'none',
      'stroke="#fff" stroke-width="9" stroke-linecap="round" opacity=".7"',
    ),
  bowl: (a: string, b: string) =>
    solid(
      'M130 285L470 285C465 385 410 440 350 448L350 470L250 470L250 448C190 440 135 385 130 285Z',
      a,
      line('M120 325Q300 352 480 325', b, 10),
    ) +
    oval(300, 285, 170, 36, lighter(a, 0.45)) +
    oval(300, 291, 150, 27, darker(a, 0.25)),
  mug: (a: string, b: string) =>
    line('M400 270C490 262 490 400 396 398', darker(a, 0.12), 28) +
    solid('M190 220L410 220L398 470L202 470Z', a, box(0, 236, 600, 14, 0, b) + box(0, 256, 600, 5, 0, b)) +
    oval(300, 220, 110, 24, lighter(a, 0.5)) +
    oval(300, 224, 95, 18, darker(a, 0.45)) +
    line('M270 160C255 140 285 125 270 100M325 165C310 145 340 130 325 105', '#ffffff', 8),
  teapot: (a: string, b: string) =>
    line('M400 300C500 270 505 420 395 425', darker(a, 0.1), 24) +
    path('M205 350C150 350 150 270 110 255L140 240C190 260 190 300 222 305Z', darker(a, 0.08)) +
    solid(
      'M300 235C390 235 430 300 430 365C430 430 380 470 300 470C220 470 170 430 170 365C170 300 210 235 300 235Z',
      a,
      line('M140 380Q300 415 460 380', b, 9),
    ) +
    oval(300, 238, 78, 17, darker(a, 0.3)) +
    path('M228 234Q300 190 372 234Z', lighter(a, 0.1)) +
    oval(300, 200, 17, 15, b),
  pitcher: (a: string, b: string) =>
    line('M385 230C485 215 480 400 392 395', darker(a, 0.1), 22) +
    solid(
      'M215 140L200 120L260 140L375 135C370 215 415 280 408 380C404 440 365 470 300 470C235 470 196 440 192 380C187 290 232 215 215 140Z',
      a,
      path('M0 330Q300 390 600 330L600 600L0 600Z', b, 'opacity=".55"'),
    ),
  giftBox: (a: string, b: string) =>
    solid('M150 290L450 290L450 470L150 470Z', a) +
    box(135, 245, 330, 58, 6, lighter(a, 0.12)) +
    box(278, 245, 44, 225, 0, b) +
    path(
      'M300 245C230 160 160 190 190 225C215 250 270 250 300 245C330 250 385 250 410 225C440 190 370 160 300 245Z',
      b,
    ) +
    oval(300, 240, 20, 16, darker(b)),
}
