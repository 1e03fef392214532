/**
 * What is known of a build before it may be called a release.
 * @typedef {object} Candidate
 * @property {'override' | 'installed' | 'downloaded' | 'fallback'} runtime where its Electron comes from
 * @property {string | null} changes what the checkout has that is in no commit, as git says it; null without git
 * @property {string | null} tag the tag of the commit
 * @property {string} version
 * @property {string} homepage
 * @property {string} email
 * @property {readonly string[]} looseFuses which the binary has otherwise than electron-builder.yml says
 */

/**
 * Why a build is no release; empty where it may be one.
 * @param {Candidate} candidate
 * @returns {string[]}
 */
export function refusals({ runtime, changes, tag, version, homepage, email, looseFuses }) {
  const why = [];
  if (runtime === 'fallback')
    why.push('It was made on the fallback runtime, which is somebody else’s repackaging.');
  if (runtime === 'override') why.push('It was made on the Electron that ELECTRON_OVERRIDE_DIST_PATH names.');
  if (changes === null) why.push('There is no git checkout to say what it was made from.');
  else if (changes !== '') why.push('The checkout has changes that are in no commit.');
  if (tag !== `v${version}`) why.push(`Its commit does not carry the tag v${version}.`);
  for (const text of [homepage, email])
    if (/\.invalid\b/.test(text)) why.push(`package.json still names a placeholder: ${text}`);
  for (const fuse of looseFuses)
    why.push(`The fuse ${fuse} of the binary is not as electron-builder.yml says.`);
  return why;
}
