import { random } from './random.ts';

/**
 * Organisations as a managed service provider has them: long and similar names, one that occurs twice, accents
 * and other scripts. All invented; the addresses use the reserved `.example` domain. The first is the customer
 * whose backup fails in the demo, so it keeps its place whatever the seed.
 */
const first = { name: 'Harbour & Vale Logistics', domain: 'harbourvale.example', country: 'United Kingdom' };

const others: readonly (readonly [name: string, domain: string, country: string])[] = [
  ['Wexford County Community Health Partnership – Northern Division', 'north.wcchp.example', 'Ireland'],
  ['Wexford County Community Health Partnership – Southern Division', 'south.wcchp.example', 'Ireland'],
  ['Lakeside Dental', 'lakesidedental.example', 'United States'],
  ['Lakeside Dental', 'lakeside-dental-group.example', 'Canada'],
  ['Müller Präzisionstechnik GmbH', 'mueller-praezision.example', 'Germany'],
  ['Études & Conseil Lémieux SARL', 'lemieux-conseil.example', 'France'],
  ['みなと設計事務所', 'minato-sekkei.example', 'Japan'],
  ['Brødrene Håkenby AS', 'haakenby.example', 'Norway'],
  ['Aldergate Chartered Accountants LLP', 'aldergate.example', 'United Kingdom'],
  ['Aldergate Chartered Surveyors LLP', 'aldergate-surveyors.example', 'United Kingdom'],
  ['Piñon Ridge Unified School District', 'pinonridge.example', 'United States'],
  ['Castellane Architects', 'castellane.example', 'Australia'],
  ['Oakmere Primary Care Network', 'oakmere.example', 'United Kingdom'],
  ['Tidewater Marine Insurance', 'tidewater-marine.example', 'United States'],
  ['Van der Hoeven Bloemenexport B.V.', 'vdhoeven.example', 'Netherlands'],
  ['Saint Brigid’s Hospice Foundation', 'saintbrigid.example', 'Ireland'],
  ['Kestrel Aerospace Components', 'kestrel-aero.example', 'United States'],
  ['Kestrel Aerospace Composites', 'kestrel-composites.example', 'United States'],
  ['Bright Fields Early Learning Centres', 'brightfields.example', 'New Zealand'],
  ['Moreton Bay Legal', 'moretonbaylegal.example', 'Australia'],
  ['Quarry Lane Brewing Co.', 'quarrylane.example', 'United States'],
  ['Södermalm Fastigheter AB', 'sodermalm-fastigheter.example', 'Sweden'],
  ['The Honourable Company of Instrument Makers and Restorers', 'instrumentmakers.example', 'United Kingdom'],
  ['晨光精密有限公司', 'chenguang.example', 'Singapore'],
  ['Ribeira Têxteis, Lda.', 'ribeiratexteis.example', 'Portugal'],
  ['Greenhollow Housing Association', 'greenhollow.example', 'United Kingdom'],
  ['Pacific Crest Orthopaedics', 'pacificcrest.example', 'United States'],
  ['Zielona Góra Transport Sp. z o.o.', 'zg-transport.example', 'Poland'],
];

const places = ['Ashford', 'Bellmont', 'Carrick', 'Dunmore', 'Eastleigh', 'Fairview', 'Glenrock', 'Highgate'];
const more = [
  'Ironbridge',
  'Kingsley',
  'Linden',
  'Maplewood',
  'Northgate',
  'Redcliff',
  'Stonebrook',
  'Westbury',
];
const trades = ['Dental', 'Engineering', 'Foods', 'Freight', 'Law', 'Partners', 'Pharmacy', 'Properties'];
const forms = ['Ltd', 'LLC', 'Inc.', 'Group', 'Associates', 'Holdings', '& Sons', 'Services'];
const countries = ['United States', 'United Kingdom', 'Canada', 'Australia', 'Ireland', 'Germany'];

export interface Organization {
  name: string;
  ownerEmail: string;
  country: string;
}

/** Names the customers of an estate, one by one and the same each time: the invented list first, then combinations. */
export function organizations(seed: number): (index: number) => Organization {
  const listed = random(seed, 'names').shuffle(others);
  return (index) => {
    const { pick, int } = random(seed, 'organization', index);
    const owner = `${pick(['it', 'admin', 'backup', 'support', 'office'])}@`;
    if (index === 0) return { name: first.name, ownerEmail: owner + first.domain, country: first.country };
    const known = listed[index - 1];
    if (known !== undefined) return { name: known[0], ownerEmail: owner + known[1], country: known[2] };
    const name = `${pick([...places, ...more])} ${pick(trades)} ${pick(forms)}`;
    const domain = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}-${int(100, 999)}.example`;
    return { name, ownerEmail: owner + domain, country: pick(countries) };
  };
}
