// The pages work without any of this; each part only makes them quicker. data-js shows what needs a script.
import { listenForKeys } from "./keys.js";
import { countTicked } from "./choose.js";
import { keepDrafts } from "./drafts.js";
import { warnBeforehand } from "./beforehand.js";
import { completeFilters } from "./filter.js";
import { insertInPlace } from "./insert.js";
import { completeNames } from "./mention.js";
import { keepMenus } from "./menus.js";
import { stayLive } from "./live.js";
import { previewInPlace } from "./preview.js";
import { openPaletteByKey } from "./palette.js";
import { showWhoIsHere } from "./presence.js";
import { askToTell } from "./tell.js";

document.documentElement.dataset.js = "";
listenForKeys();
keepMenus();
keepDrafts();
warnBeforehand();
completeFilters();
insertInPlace();
completeNames();
previewInPlace();
countTicked();
stayLive();
openPaletteByKey();
showWhoIsHere();
askToTell();
