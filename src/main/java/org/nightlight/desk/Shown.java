package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

/** What a page of tickets stands for: what somebody looks for, a view that is kept, or one of the desk's own lists. */
sealed interface Shown {
    String title();

    /** Where the page can be fetched again. */
    String address();

    /** The page's address, to be gone on from with {@code from}, such as {@code after=none.1042}. */
    default String next(String from) {
        return address() + "?" + from;
    }

    Chrome.Place place();

    Layout layout();

    record Sought(String query) implements Shown {
        @Override
        public String title() {
            return say("Search", "Buscar");
        }

        @Override
        public String address() {
            return "/desk/search";
        }

        @Override
        public String next(String from) {
            return FilterPages.search(query) + "&" + from;
        }

        @Override
        public Chrome.Place place() {
            return Chrome.Place.SEARCH;
        }

        @Override
        public Layout layout() {
            return Layout.PLAIN;
        }
    }

    record Kept(View view) implements Shown {
        @Override
        public String title() {
            return view.name();
        }

        @Override
        public String address() {
            return view.address();
        }

        @Override
        public Chrome.Place place() {
            return Chrome.Place.VIEW;
        }

        @Override
        public Layout layout() {
            return view.layout();
        }
    }

    /** @param own whether the viewer has said how the list looks */
    record Fixed(DeskList list, Layout layout, boolean own) implements Shown {
        @Override
        public String title() {
            return list.title();
        }

        @Override
        public String address() {
            return list.address();
        }

        @Override
        public Chrome.Place place() {
            return Chrome.Place.of(list);
        }
    }
}
