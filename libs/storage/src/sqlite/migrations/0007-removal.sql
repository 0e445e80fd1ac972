INSERT INTO words(words, rank) VALUES ('deletemerge', 0);
