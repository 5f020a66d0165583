// The pages work without any of this; each part only makes them quicker. data-js shows what needs a script.
import { listenForKeys } from "./keys.js";
import { keepDrafts } from "./drafts.js";
import { warnBeforehand } from "./beforehand.js";
import { completeFilters } from "./filter.js";
import { keepMenus } from "./menus.js";
import { stayLive } from "./live.js";
import { openPaletteByKey } from "./palette.js";
import { showWhoIsHere } from "./presence.js";

document.documentElement.dataset.js = "";
listenForKeys();
keepMenus();
keepDrafts();
warnBeforehand();
completeFilters();
stayLive();
openPaletteByKey();
showWhoIsHere();
