package aside

// peopleTable is the vocabulary of whom a letter is for and how to reach them.
const peopleTable = `
careof: c/o, care of, attn, attention, att, atn, fao, f a o, for the attention of, in care of
careof: z/hd, z hd, z hdn, zu händen, zu handen, zuhanden, zhd, z h, per adr, per adresse, p adr, bei familie, bei fam, bei frau, bei herrn
careof: à l attention de, a lattention de, a l attn de, chez, aux bons soins de, a/s de, à lattention du, attn de
careof: a/a, a la atención de, a la att, att a, al cuidado de, a la at, c/d, att sr, att sra
careof: a/c, ao cuidado de, a/c de, a cuidado de, aos cuidados de, att exmo, à atenção de, a c de, na pessoa de
careof: all attenzione di, alla cortese attenzione, alla c a, c/o sig, presso, c a, att ne, t a v, tav, ter attentie van, t n v, p/a
careof: att, hos, co adr, til hd
careof: käyttäjä, vastaanottaja
careof: для, получатель, кому, на имя, вниманию
phone: tel, telephone, phone, ph, fon, fax, telefax, mobile, mob, cell, call, tele, tel no, phone no, contact no, contact
phone: telefon, handy, mobil, mobiltel, tel nr, telefonnummer, rufnummer
phone: tél, téléphone, portable, port, gsm, télécopie
phone: teléfono, tfno, tlf, tfn, móvil, tlfno, celular, cel, fono, telef, telemóvel, telm, tlm, telefone, tm, whatsapp
phone: telefono, cellulare, cell, telefoon, mobiel
phone: tlf, tlfnr, telefonnr, mob nr
phone: puh, puhelin, matkapuh, gsm
phone: тел, т, телефон, моб, мобильный, факс, конт тел, моб тел, сот
phone: email, e mail, mail, mailto, web, url, website, skype
title: mr, mrs, ms, miss, dr, prof, mr and mrs, messrs, sir, rev, capt, the estate of, estate of
title: herr, herrn, frau, fam, familie, hr, fr, dr med, dipl ing, eheleute
title: mme, mlle, monsieur, madame, mademoiselle, m et mme, famille, sté, société, cabinet, ets, établissements, maître
title: sra, srta, señor, señora, familia, d, dña, doña, d a, exmo sr, exma sra, sr dr, família
title: sig, signora, signor, spett, gentile, famiglia, mevr, mevrouw, dhr, de heer, fam
title: fru, herr, hr, familien, familjen, frk, fröken, perhe, rouva, herra
title: dl, dna, dlui, dnei, dlui şi, domnul, domnului, doamna, doamnei, d na, d l, dnul, familia, fam, dra, domnisoara
title: pán, pani, pána, panu, pani ing, rodina, gdin, gđa, gospodin, gospođa, porodica
careof: în atenția, in atentia, în grija, prin grija, do rúk, k rukám, u rúk, na ruke, k rukama
title: пан, пані, родина, г дин, г ђа, господин, госпођа, г ца
careof: для, до рук, до уваги, на вниманието на, за рукама
title: г н, г жа, господин, госпожа, гр, семья, семье
company: ltd, limited, inc, incorporated, llc, llp, plc, corp, corporation, co ltd, pty ltd, pty, company, lp, inc usa, and co, and sons, and son, brothers, bros, l l c, associates, partners
company: gmbh, ag, kg, ohg, gbr, gmbh and co kg, ug, e v, ev, mbh, kgaa, e k, eg, gmbh and co, stiftung
company: sarl, s a r l, sas, s a s, sasu, eurl, sa, s a, snc, sci, scp, et fils, et cie
company: s l, sl, slu, s l u, s a u, sau, s c, s coop, e hijos, y cia, y hijos, sociedad limitada
company: lda, ltda, l da, limitada, s a, unipessoal lda, e filhos
company: spa, s p a, srl, s r l, sas, snc, bv, b v, nv, n v, vof
company: aps, a/s, i/s, k/s, ivs, as, asa, og sønner, og søn
company: ab, hb, kb, aktiebolag, och söner, handelsbolag
company: oy, oyj, ky, ay, oy ab, tmi, ry
head: ооо, оао, зао, ао, пао, ип, тоо, чп, фгуп, муп, гуп, нко, ано, тсж, фгбу, тов, фоп
`
