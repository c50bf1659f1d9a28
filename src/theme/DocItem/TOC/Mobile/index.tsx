/** Nothing above the title of a page: its list of headings stands below it, see `DocItem/Content`. */
export default function DocItemTOCMobile(): null {
  return null;
}
