/**
 * What axe finds in Backstage's own components on pages that are not ours. Nothing here may match a component of this
 * repository; each line can go when Backstage mends it.
 */
const known = [
  // Header tabs that are links name a tab panel that isn't there (@backstage/ui 0.18)
  { rule: 'aria-valid-attr-value', html: /^<a class="bui-Tab / },
  // A link in the button of a template card (@backstage/plugin-scaffolder-react 2.1)
  { rule: 'nested-interactive', html: /id="viewDetail-template:/ },
  { rule: 'link-name', html: /href="\/catalog\/default\/template\// },
  // Column heads of the catalog's table (@material-table/core)
  {
    rule: 'nested-interactive',
    html: /^<span class="MuiButtonBase-root MuiTableSortLabel-root/,
  },
];

export function isUpstream(rule, html) {
  return known.some(one => one.rule === rule && one.html.test(html));
}
