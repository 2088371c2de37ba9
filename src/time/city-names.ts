/**
 * Cities that people name and the IANA database has no zone for, in lower case and without accents; several zones
 * where several cities of that name are large, or none of them is who everybody means. To add one: a line here.
 */
const CITIES = `
Asia/Kolkata: bangalore, bengaluru, mumbai, bombay, delhi, new delhi, chennai, madras, pune, ahmedabad, jaipur, kolkata
Asia/Kolkata Asia/Karachi: hyderabad
Asia/Karachi: lahore, islamabad
Europe/Kyiv: kiev, kiew, kyiv, lviv, lemberg, kharkiv, charkiw, dnipro
Europe/Kyiv America/Chicago: odessa
Europe/Kyiv: odesa
Europe/Moscow: moskau, saint petersburg
Europe/Moscow America/New_York: st petersburg, st. petersburg
Europe/Berlin: munich, munchen, muenchen, hamburg, frankfurt, cologne, koln, koeln, dusseldorf, duesseldorf, stuttgart, leipzig, dresden, hannover, hanover, nurnberg, nuremberg, bremen, germany, deutschland
Europe/Vienna: wien, graz, salzburg, linz, innsbruck, austria, osterreich
Europe/Zurich: geneva, genf, basel, bern, lausanne, switzerland, schweiz
Europe/Paris: lyon, marseille, nice, toulouse, bordeaux, strasbourg, strassburg, lille, france, frankreich
Europe/Madrid: barcelona, seville, sevilla, malaga, bilbao
Europe/Madrid America/Caracas: valencia
Europe/Madrid America/Argentina/Cordoba: cordoba
Europe/Madrid America/Mexico_City: leon
Europe/Lisbon: lissabon, porto
Europe/Rome: rom, milan, mailand, naples, neapel, florence, florenz, venice, venedig, turin, bologna, italy, italien
Europe/London: manchester, liverpool, edinburgh, glasgow, leeds, bristol, oxford, cardiff, belfast
Europe/London America/Chicago: birmingham
Europe/London America/New_York: cambridge
Europe/London Australia/Sydney: newcastle
Europe/Amsterdam: rotterdam, the hague, den haag, utrecht, eindhoven
Europe/Brussels: brussel, antwerp, antwerpen, ghent, gent
Europe/Copenhagen: kopenhagen, aarhus
Europe/Stockholm: gothenburg, goteborg, malmo
Europe/Prague: prag, brno
Europe/Warsaw: warschau, krakow, krakau, gdansk, danzig, wroclaw, breslau, poznan, lodz
Europe/Bucharest: bukarest, cluj
Europe/Belgrade: belgrad
Europe/Athens: athen, thessaloniki
Europe/Istanbul: ankara, izmir
America/New_York: boston, washington, washington dc, miami, atlanta, philadelphia, pittsburgh, baltimore, orlando, charlotte, nyc
America/New_York America/Los_Angeles: portland
America/New_York America/Vancouver: richmond
America/Chicago: dallas, houston, austin, san antonio, minneapolis, new orleans, st louis, kansas city, milwaukee, nashville
America/Denver: salt lake city, albuquerque, colorado springs
America/Los_Angeles: san francisco, seattle, san diego, las vegas, sacramento, oakland, palo alto, silicon valley
America/Los_Angeles America/Costa_Rica: san jose
America/Toronto: montreal, ottawa, quebec, london ontario
America/Toronto Pacific/Auckland Atlantic/Bermuda: hamilton
America/Toronto America/Jamaica: kingston
America/Puerto_Rico America/Argentina/San_Juan: san juan
America/Edmonton: calgary
America/Mexico_City: guadalajara
America/Sao_Paulo: rio de janeiro, rio, brasilia, belo horizonte
America/Argentina/Buenos_Aires: buenos aires
America/Guayaquil: quito
Asia/Shanghai: beijing, peking, shenzhen, guangzhou, hangzhou, chengdu, nanjing
Asia/Tokyo: tokio, osaka, kyoto, yokohama, nagoya, sapporo, japan
Asia/Seoul: busan
Asia/Ho_Chi_Minh: hanoi
Asia/Jerusalem: tel aviv, haifa
Asia/Dubai: abu dhabi
Asia/Riyadh: jeddah, mecca
Asia/Manila: cebu
Africa/Johannesburg: cape town, kapstadt, durban, pretoria
Africa/Lagos: abuja
Africa/Cairo: kairo, alexandria
Africa/Casablanca: rabat, marrakesh
Australia/Sydney: canberra
Pacific/Auckland: wellington, christchurch
`;

const byCity: ReadonlyMap<string, readonly string[]> = new Map(
  CITIES.trim()
    .split('\n')
    .flatMap((line) => {
      const [zones = '', cities = ''] = line.split(': ');
      return cities.split(', ').map((city) => [city, zones.split(' ')] as const);
    }),
);

/** The zones of cities of that name; none: it is not in the list. */
export const zonesOfCity = (name: string): readonly string[] =>
  byCity.get(name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()) ?? [];

/** Cities of the list that begin so. */
export const citiesBeginning = (typed: string): readonly string[] =>
  [...byCity.keys()].filter((city) => city.startsWith(typed));
