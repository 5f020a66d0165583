export const say = (english, spanish) => (document.documentElement.lang === "es" ? spanish : english);
