package aside

// boxTable is the vocabulary of the post: boxes, rural routes, the forces.
const boxTable = `
box: po box, p o box, pobox, pob, post office box, post box, postbox, p box, pmb, box, locked bag, private bag, gpo box, g p o box, caller box, drawer, po drawer, p o drawer, po bx, p o bx, box no, po box no
box: postfach, postf, postfach nr, postlagernd
weakbox: pf
box: boite postale, b p, bp, cs, tsa, cedex bp, case postale, c postale
box: apartado, apdo, aptdo, apartado de correos, apdo de correos, apdo correos, apartado postal, apdo postal, aptdo correos, apartado correos, casilla, casilla de correo, casilla de correos, casilla postal, cas correo, apart, caixa postal, cx postal, ap postal, ap correos
box: casella postale, cas postale, c postale, postbus, antwoordnummer
box: postboks, boks, postbox, pb, boks nr
box: postilokero, post box, pl nro
weakbox: pl, p l, lokero
box: а/я, а я, абонентский ящик, абон ящик, аб ящик, почтовый ящик, a/ya, a ya, п/я
box: а/с, п/с, абонентська скринька, абон скринька, поштова скринька, абаненцкая скрыня, абанентская скрыня, абаненцкая скрынка, паштовая скрыня, паштовая скрынка
box: пощенска кутия, пощ кутия, п/кутия, поштански фах, пошт фах, п/фах, поштански преградак, poštanski fah, pošt fah, p/fah, poštanski pregradak
weakbox: п/п, p/p
codebox: cp, c/p, пк, п/к
box: skrytka pocztowa, skr poczt, skr pocztowa, casuta postala, oficiul postal, pošt predal, postafiók, poštovní přihrádka
box: 私書箱, 사서함, ت ص, ص ب
route: rt, cmb, r m b, roadside delivery, rr, r r, rural route, rural rte, rural rt, rfd, r f d, rd, hc, h c, hcr, highway contract, highway contract route, star route, star rte, star rt, sr box, rmb, rsd, general delivery
apo: apo, fpo, dpo, a p o, f p o, bfpo, b f p o
forces: regiment, psc, cmr, unit, omc, pscc, uss, usns, usnscc, uscgc, box, bx
`
