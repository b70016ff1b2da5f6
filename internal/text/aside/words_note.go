package aside

// noteTable is the vocabulary of notes to whoever comes.
const noteTable = `
note: near, opposite, opp, behind, next to, next door to, beside, across from, adjacent to, adj to, close to, in front of, around the corner from, round the back of, at the back, at the rear, rear of, in the rear, in rear, facing, between the, over the, above the, below the, under the, inside the, outside the, just past, past the, by the, at the corner, back of, off the, use, ring, leave, please, knock, deliver, delivery to, enter through, enter via, enter from, entry via, entrance, access via, access from, access through, side of, beware, look for, turn
whole: rear, side door, back door, front door, blue door, red door, back entrance, side entrance, front entrance, rear entrance, main entrance, back building, backyard, in back, in the back, out back, upstairs, door at side
code: code, gate code, door code, entry code, access code, buzzer, buzz, bell, intercom, doorbell, keycode, lock box, lockbox

note: neben, gegenüber, ggü, ggüb, gegenueber, hinter, nahe, in der nähe, in der naehe, bitte, eingang, zugang, einfahrt, zufahrt, direkt, klingeln, oberhalb, unterhalb, ecke zur, rechts neben, links neben, gleich neben, zwischen, über dem, ueber dem, vor dem, vor der, schräg gegenüber
weaknote: bei der, beim, im, am, in der, an der, auf dem, vor, zum, bei
whole: im hof, hof, innenhof, hinterhof, seiteneingang, hintereingang, haupteingang, nebeneingang, im hinterhof, hofeingang, hintere tür, vordereingang
code: klingel, türcode, tuercode, code

note: près de, pres du, près des, proche de, proche du, en face, en face de, en face du, face à, face au, derrière, à côté de, à côté du, a cote, au fond, au dessus, au dessous, au bout, au bout de, au bout du, devant, entre la, entre le, sonner, vers le, vers la, à proximité, à droite, à gauche, accès par, entrée par, entrée côté, côté, coté, porte bleue, porte rouge, porte verte, à l arrière, à larrière, à l angle, dans la cour
whole: fond de cour, sur cour, sur rue, arrière cour, cour intérieure, dans la cour, première cour, seconde cour, deuxième cour, maison jaune
code: code, digicode, interphone, code porte, code d entrée, code entrée, sonnette

note: junto a, junto al, frente a, frente al, enfrente de, enfrente del, detrás de, detrás del, cerca de, cerca del, al lado de, al lado del, al fondo, a espaldas, entre la, entre el, pasando, entrada por, acceso por, subiendo, bajando, delante de, delante del, próximo a, esquina farmacia, esquina banco, llamar, a la vuelta
whole: al fondo, entrada lateral, puerta trasera, casa azul, casa blanca, por detrás, parte trasera
code: timbre, portero, código

note: junto à, junto ao, junto da, junto do, em frente, em frente à, em frente ao, frente à, frente ao, ao lado, ao lado de, ao lado do, ao lado da, atrás de, atrás do, atrás da, por trás, perto de, perto do, perto da, próximo de, próximo do, próximo da, próximo a, próximo ao, nos fundos, entrada pelo, entrada pela, entrada por, em cima do, entre o
whole: nos fundos, fundos, traseiras, entrada lateral, pelas traseiras, porta lateral
code: campainha, código, porteiro

note: vicino a, vicino alla, vicino al, di fronte, di fronte a, dietro, accanto a, accanto al, presso la, nei pressi, fianco, davanti a, ingresso da, naast, tegenover, achter de, achter het, vlakbij, dichtbij, naast de, ingang via
whole: nel cortile, interno cortile, achterom, achteringang, zijingang
code: citofono

note: ved siden, ved siden af, over for, overfor, bagved, bag ved, tæt på, tæt ved, i nærheden af, mellem, indgang fra, indgang via, foran, ring på, modsat
weaknote: ved, i, bag, ved kirken
whole: i gården, baggård, baggården, bagindgang, sideindgang, hovedindgang
code: dørkode, portkode, kode

note: mittemot, mitt emot, bakom, bredvid, intill, nära, i närheten av, ingång från, ingång via, in på gården, framför, mellan, inne på gården, invid
weaknote: vid, i, på, ved siden av, like ved
whole: på gården, inne på gården, bakgården, baksidan, sidoingång
code: portkod, kod, dörrkod

note: vastapäätä, lähellä, vieressä, takana, käynti, sisäänkäynti, kulku, pihan puolella, pihan puoli, edessä, vastapaata
whole: sisäpiha, sisäpihalla, pihan puolella, takapiha, pihalla
code: ovikoodi, summeri, koodi, porttikoodi

note: напротив, рядом с, рядом, возле, около, недалеко от, недалеко, вход, вход со, вход с, вход через, за вокзалом, за школой, за магазином, въезд, заезд, позади, слева от, справа от, со двора, во дворе, между, ориентир, позвонить, звонить, перед
weaknote: за, у, в, во, с, со, под, над, на
whole: во дворе, со двора, двор
code: домофон, код, код двери, код домофона

note: lângă, vizavi, vizavi de, vis a vis, vis a vis de, peste drum, peste drum de, în spatele, în fața, aproape de, deasupra, dedesubt, intrare prin, intrarea prin, intrare din, intrarea din, sunați
whole: în curte, intrarea din curte
code: interfon, cod, cod interfon

note: навпроти, біля, поруч, поруч з, поруч із, поряд, поряд з, поряд із, недалеко від, вхід, вхід з, вхід із, вхід через, в їзд, позаду, ліворуч від, праворуч від, за рогом, перед
whole: у дворі, подвір'я
note: срещу, близо до, до църквата, до парка, до училището, зад, зад църквата, вход откъм, вход от, насреща
note: поред, преко пута, иза, близу, улаз из, испред, pored, preko puta, iza, blizu, ulaz iz, ispred
note: насупраць, каля, побач, побач з, уваход, уваход з, за рогам
note: vedľa, oproti, blízko, za rohom, vchod z, vedle, naproti, poblíž, obok, naprzeciwko, naprzeciw, koło, w pobliżu, wejście od
`
