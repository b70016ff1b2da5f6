package aside

// unitTable is the vocabulary of units: what it is, and its spellings, parted
// by commas.
const unitTable = `
unit: apt, apartment, apartments, appt, apart, aptmt, suite, ste, unit, flat, flt, room, rm, dept, spc, space, trlr, trailer, penthouse, ph, studio, office, ofc, mailstop, townhouse, villa no
unit: bldg, building, floor, flr, fl, level, lvl, wing, block, blk, stairwell, staircase, entrance, door, gate no
weak: lot, slip, hngr, pier, bay, stop, tower, twr, key, house, no, nos, section, cottage, chalet, shop, kiosk, stall, module, plot, annex, annexe
floor: floor, flr, fl, storey, story, level
floor: floor flat, floor apartment, floor apt, floor front, floor rear, floor left, floor right, floor back, floor suite
bare: basement, bsmt, basement flat, basement apartment, garden flat, garden apartment, top flat, top floor, top floor flat, ground floor, ground floor flat, lower ground floor, upper ground floor, lower ground, maisonette, penthouse, annexe, mezzanine, lobby, lobby level, upstairs, downstairs, upper, lower, upper unit, lower unit, upper level, lower level, front, front house, rear house, front unit, rear unit, rear building, carriage house, granny flat, loft, attic
side: front, rear, left, right, back

unit: whg, wohnung, wohng, whg nr, wohnung nr, whgnr, wohnungsnr, app, appartement, zimmer, zi, raum, buero, büro, stiege, stg, top nr, tür, türe, tuer, aufgang, aufg, treppenhaus, etage, eingang, gebäude, geb, gebäudeteil, bauteil, stockwerk
weak: top, haus, hs, trakt, halle, tor, block, stock, og, eg, sf, qg
floor: og, obergeschoss, obergeschoß, stock, stockwerk, stk, etage, et, ug, untergeschoss, untergeschoß, dg, zwischengeschoss
bare: eg, erdgeschoss, erdgeschoß, parterre, hochparterre, souterrain, ug, dg, dachgeschoss, dachgeschoß, hinterhaus, hh, vorderhaus, vh, seitenflügel, sfl, seitenhaus, gartenhaus, quergebäude, qgb, rückgebäude, rgb, rg, mittelbau, hofgebäude, keller, tiefparterre, nebengebäude, ng, anbau, remise, og, obergeschoss
side: links, rechts, li, re, mitte, lks, rts, vorne, hinten, vorn

unit: appt, apt, app, appartement, bat, bât, bâtiment, batim, bâtim, esc, escalier, étage, porte, pte, entrée, hall, logement, logt, log, chambre, bureau, boite, boîte, bte, cage, cage d escalier, casier, bal, local, lot, studio, pavillon
weak: résidence, rés, tour, aile, bloc, villa, hall, immeuble, imm, lotissement
floor: étage, etg, ét, sous sol, ss
bare: rdc, rez de chaussée, rez, rc, r/c, entresol, sous sol, combles, rez de jardin, mezzanine
side: gauche, droite, gche, dte, face, centre, gch, droit, porte gauche, porte droite, porte face, porte de gauche, porte de droite

unit: piso, planta, pta, puerta, prta, escalera, esc, escal, portal, port, bloque, blq, apto, apartamento, aptdo, depto, departamento, dpto, interior, int, oficina, ofic, despacho, edificio, edif, habitación, hab, estudio, letra
weak: local, casa, torre, nave, modulo, módulo, manzana, mz, lote, lt, bajo, bl, of, bq, pl
floor: piso, planta, pl
bare: bajo, bajos, bjo, bj, ático, atico, sobreático, entresuelo, entlo, ent, principal, pral, ppal, sótano, semisótano, planta baja, pb, bajo izq, bajo izquierda, bajo dcha, bajo derecha
side: izq, izda, izqda, izquierda, dcha, der, derecha, dra, dch, centro, ctro, exterior, ext, interior, int, izdo, dcho

unit: apto, ap, apart, apartamento, bloco, sala, loja, fração, fracção, fracao, frac, andar, conj, conjunto, cj, lj, quarto, gabinete, escritório, entrada, lado, letra, sl
weak: casa, torre, lote, cave, porta, vivenda, vila
floor: andar, piso
bare: r/c, rés do chão, res do chao, rc, cave, subcave, sub cave, sobreloja, sótão, r/ch, loja, anexo, traseiras
side: dto, dt, direito, esq, esquerdo, frente, frt, fte, fr, tras, traseiras, dta, drt, centro, esqº, dtº

unit: interno, int, scala, sc, piano, palazzina, pal, appartamento, app, edificio, ingresso, lotto, citofono
floor: piano
bare: piano terra, p terra, p t, pt, seminterrato, piano rialzato, attico, mansarda, ammezzato
side: sinistra, destra, sx, dx

unit: appartement, app, bus, bte, kamer, etage, verdieping, verd, unit
weak: huis, toren, blok, hal
floor: verdieping, verd, hoog, etage
bare: begane grond, bg, bgg, souterrain, bel etage, huis, zwart, achterhuis, voorhuis, bovenhuis, benedenhuis
side: links, rechts, achter, voor, links achter, rechts voor

unit: lejl, lejlighed, opgang, opg, dør, etage, sal, værelse, vær, kontor, port, bygning, bygn, indgang, indg
weak: lokale, hus, blok
floor: sal, etage, etg
bare: st, stuen, stue, kl, kld, kælder, kælderen, kælderetage, parterre, pt, mezz, baghus, baghuset, forhus, forhuset, sidehus, sidehuset, mellemhuset, mellembygning, bagbygningen, bagbygning, tagetage, kvist
side: tv, th, mf, dør, mft, midt, t v, t h, til venstre, til højre, venstre, højre

unit: leil, leilighet, leilighetsnr, oppg, oppgang, inng, inngang, etg, etasje, bolig, h0101
floor: etg, etasje, et
bare: u etg, underetasje, kjeller, sokkel, loft, bakgård
side: venstre, høyre, til venstre, til høyre

unit: lgh, lägenhet, lägenhetsnr, lgh nr, lghnr, uppg, uppgång, ing, ingång, trappa, våning, vån, port, läg, rum, kontor, trapphus, lokal, trappor
weak: hus, plan, tr
stair: uppgång, uppg, trappuppgång, trapphus
floor: tr, trappor, trappa, vån, våning, våningen, vning, vningen, plan, tr upp
bare: nb, n b, bv, bottenvåning, bottenvåningen, nedre botten, kv, källare, källarplan, gårdshus, gårdshuset, gatuhus, gathuset, vind, ög, gh, öh
side: ög, ned, upp, vä, hö, höger, vänster, mitt, tv, th, nb, t v, t h, öv, mi, rakt fram, rf

unit: as, asunto, as nro, huoneisto, hto, huone, krs, kerros, rappu, porras, bst, bost, bostad, lh, liikehuoneisto, toimisto, tsto, ovi, rapp, trappuppgång
floor: krs, kerros, krs n, kerroksessa, vån, rappu, porras, krs as
stair: rappu, porras, rapp, trappuppgång
bare: pohjakerros, kellari, ullakko, katutaso, piharakennus, pihatalo, piharakennus, maantaso

unit: кв, квартира, кв ра, кварт, подъезд, под, подьезд, пд, этаж, эт, офис, оф, помещение, помещ, пом, комната, комн, ком, каб, кабинет, парадная, парад, секция, сек, бокс, гараж, вход, апартаменты, ап, апарт, склад, павильон, пав, н п, пом н
unit: kv, kvartira, podezd, podyezd, etazh, ofis
unit: квартира, під їзд, під'їзд, під, поверх, оф, кімната, кімн, приміщення, прим
unit: кватэра, пад'езд, паверх, пакой
weak: блок, зал, цех, дверь, вл
floor: этаж, эт, подъезд, под, поверх, під'їзд, паверх, пад'езд, парадная, под езд, ый этаж, й этаж, й подъезд, ой этаж
bare: цоколь, цокольный этаж, подвал, мансарда, первый этаж, нежилое помещение, бельэтаж, антресоль, цоколь этаж
side: лево, право, слева, справа

unit: ap, apart, apartament, sc, scara, et, etaj, bl, bloc, int, interfon, cam, camera, corp
weak: intrarea, intrare
bare: parter, mansarda, demisol
unit: lok, lokal, mieszkanie, mieszk, klatka, piętro, lok nr
weak: m
floor: piętro
bare: parter, suterena, poddasze
unit: byt, byt č, poschodie, posch, vchod, patro
floor: poschodie, posch, patro
unit: διαμ, διαμέρισμα, όροφος
floor: όροφος, ος όροφος
bare: ισόγειο, υπόγειο
unit: daire, kat, blok
floor: kat
unit: стан, ст, вх, вход, ет, етаж, спрат, sprat, stan, ulaz, улаз, кв
unit: բն, բնակարան, մուտք, հարկ
weak: ბ, ბინა, სართული
unit: ბინა, სართული, სადარბაზო
unit: شقة, الشقة, الدور, دور, الطابق, طابق, مكتب, عمارة, غرفة
unit: 동, 호, 층
weak: m, d
building: résidence, rés, immeuble, imm, hameau, centre commercial, galerie marchande, edificio, edif, residencial, urbanización, urb, prédio, condomínio, cond, residencia, palazzo, жк, бц, тц, бизнес центр, торговый центр
unit: бл, блок, вх
unit: vchod, byt
`

// ordinalNames are ordinal numbers in words, and Roman numerals, before the
// word of a floor.
var ordinalNames = set(`first second third fourth fifth sixth seventh eighth ninth tenth
	i ii iii iv v vi vii viii ix x erster zweiter dritter erste zweite dritte vierte premier deuxieme troisieme quatrieme cinquieme
	primero primer segundo tercero tercer cuarto quinto sexto primeira segunda terceiro primeiro quarto
	forste anden tredje fjerde forsta andra primo secondo terzo quarto ensimmainen toinen kolmas
	первый второй третий четвертый upper lower ground`)
