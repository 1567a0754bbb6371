#!/bin/sh
# shellcheck disable=SC2154,SC2034 # programs, wrong, compile... are those of finsam, which reads this file
# help.sh: what there is: finsam help, finsam COMMAND --help. The help of a command is also the list of its options (options.sh). Read by finsam.

# ---------------------------------------------------------------- what there is

stages() {
	for program in "$programs"/*; do
		name=${program##*/}
		case $name in *.* | *'*') continue ;; esac
		[ ! -f "$program" ] || [ ! -x "$program" ] || printf '%s\n' "$name"
	done
}

# The documents, each by the name that help knows it by: a stage's own page goes before a document of the same name.
topics() {
	for document in "$documents"/*.md; do
		name=${document##*/} name=${name%.md}
		[ ! -x "$programs/$name" ] || name=$name.md
		[ ! -e "$document" ] || printf '%s\n' "$name"
	done
}

help() {
	cat <<'END'
usage: finsam STAGE [OPTION]... OPERANDS
       finsam run PIPELINE [OPTION]... [NAME=VALUE]...
       finsam check PIPELINE [NAME=VALUE]...
       finsam review PIPELINE [OPTION]... [NAME=VALUE]...
       finsam graph PIPELINE [NAME=VALUE]...
       finsam monthly [OPTION]... [PIPELINE]... [NAME=VALUE]...
       finsam status [OPTION]... [PIPELINE]... [NAME=VALUE]...
       finsam errors FÖRBUND [OPTION]... [NAME=VALUE]...
       finsam help [STAGE | TOPIC]

Follow-up of coordinated rehabilitation by small programs that are chained by pipes.

Pipelines:
  run            Make and publish what a pipeline says
  check          Look for what is wrong with a pipeline, without data
  review         Show who decides what a run would publish, and publish nothing
  graph          Draw a pipeline (SVG, by Graphviz)
  ask            Ask its models a question, and show the answer
  monthly        Make what has become due by the clock, and what was missed
  status         Tell what is published, what is due, and how fresh it is
  errors         List what is to be mended in a delivery, and how

Stages:
END
	stages | while read -r name; do
		printf '  %-14s %s\n' "$name" "$("$programs/$name" --help </dev/null 2>/dev/null | sed -n '3{s/\.$//;p;q;}')"
	done
	printf '\nTopics, and the manual page of each stage (finsam help NAME):\n'
	topics | fmt -w 76 | sed 's/^/  /'
	cat <<'END'

  --help         print this; finsam run --help, finsam STAGE --help: the options of each
  --version      print the version
END
}

# Of run, check, review, graph, ask, monthly, status or errors.
help_of() {
	case $1 in
	run) cat <<'END' ;;
usage: finsam run PIPELINE [OPTION]... [NAME=VALUE]...

Make and publish what a pipeline says. A period may be FROM..TILL: one after the other.

  --keep         keep the tables of persons that lie in the work folder
  --no-wait      leave at once if another run works on the same publication
  --reason TEXT  why figures are revised; stands in revisions.tsv
  --jobs N       so many steps at a time; as many as there are processors
  --runner FILE  the program that runs a step, instead of step.sh
  --work FOLDER  where work folders lie (work)
  --without-comparison
                 what is compared with earlier windows is missing, where no delivery covers them
  --approved-by NAME
                 who approves an edition on another day than the pipeline says
  --help         print this
END
	check) cat <<'END' ;;
usage: finsam check PIPELINE [NAME=VALUE]...

Look for what is wrong with a pipeline, without data. Parameters that are not given get any value of their type.

  --help         print this
END
	review) cat <<'END' ;;
usage: finsam review PIPELINE [OPTION]... [NAME=VALUE]...

Make all that a pipeline says but publish nothing, and show who decides what would be published: each table about persons with its
smallest group, what is hidden and why, the settings, and what differs from the publication that is shown now.

  --exception TABLE=TEXT  an exception that is asked for; may be given again
  --approved TABLE=NAME   who has approved the exceptions of that table; may be given again
  --lang LANGUAGE         of what is printed: sv (as if not given) or en
  --jobs N                so many steps at a time; as many as there are processors
  --work FOLDER           where work folders lie (work)
  --help                  print this
END
	graph) cat <<'END' ;;
usage: finsam graph PIPELINE [NAME=VALUE]...

Draw a pipeline (SVG, by Graphviz), with the privacy level of each table.

  --help         print this
END
	ask) cat <<'END' ;;
usage: finsam ask PIPELINE POPULATION --measures LIST [OPTION]... [NAME=VALUE]...

Ask the models of a pipeline a question, and show the answer as a table: protected as the pipeline protects, but never published.

  --by LIST        the dimensions, with commas
  --totals LIST    those with a total; all, none
  --measures LIST  measures of the model, with commas; NAME=EXPRESSION by itself, given again
  --where TEXT     which rows
  --within LIST    inside which keys a share is taken
  --window WINDOW  year-to-date, last-12-months, year, previous, year-ago
  --compare WINDOW previous, year-ago
  --inside         not protected, for who may see it
  --records        the records instead of a table, for other programs
  --work FOLDER    where work folders lie (work)
  --help           print this
END
	monthly) cat <<'END' ;;
usage: finsam monthly [OPTION]... [PIPELINE]... [NAME=VALUE]...

Make and publish what has become due by the clock, and what was missed. For cron, each night: it says nothing when all is well. Of the
pipelines that are named, or those of the list, or all in the folder pipelines here that follow the clock (`follows:`); each gets those of the
parameters that it has.

  --list FILE      a line for each: PIPELINE NAME=VALUE... (monthly.list, if it is here)
  --month MONTH    only what ends with that month
  --since MONTH    what was missed from that month on, instead of from the first period that is published
  --again N        also the N periods before, if they are published: what came late becomes revisions. Not where there are editions
  --mail ADDRESS   mail what there is to say, by $FINSAM_MAIL or /usr/sbin/sendmail -t, instead of printing it
  --letter         only send, or print, what the last one had to say
  --purge DAYS     afterwards remove what runs have left and no run needs, when it is so old
  --decision TEXT  with --purge: work folders and earlier versions too, by that decision
  --dry-run        only print what would be made
  --no-wait        leave at once if another one is at work
  --today DATE     the day it is, instead of the clock's
  --jobs N         so many steps at a time; as many as there are processors
  --work FOLDER    where work folders lie (work)
  --help           print this

Exit status: 0 all is well, or nothing was due; 1 something for a person to look at; 2 something was not made.
END
	errors) cat <<'END' ;;
usage: finsam errors FÖRBUND [OPTION]... [NAME=VALUE]...

List, for those who mend it, what is wrong in the files of a förbund: by insats, the oldest first, with the rule, what is wrong, how it is mended and
in which rows; what has been mended since an earlier day; and what never came. In Swedish, as a text for a mail. Identities are masked, and
nothing is published.

  --all            all förbund, and the rows of which it is not known
  --csv            for a spreadsheet
  --records        as records, for other programs
  --pipeline NAME  the pipeline that makes the lists (fellista)
  --today DATE     the day it is, instead of the clock's
  --work FOLDER    where work folders lie (work)
  --help           print this
END
	status) cat <<'END' ;;
usage: finsam status [OPTION]... [PIPELINE]... [NAME=VALUE]...

Tell of each publication that follows the clock what is published, when, of which files, whether they have changed since, what is due or
late, how large it is, and how the last run went. Of the same pipelines as finsam monthly.

  --json           as JSON
  --records        as records, for other programs
  --list FILE      a line for each: PIPELINE NAME=VALUE... (monthly.list, if it is here)
  --month MONTH    only what ends with that month
  --since MONTH    from that month on, instead of from the first period that is published
  --today DATE     the day it is, instead of the clock's
  --work FOLDER    where work folders lie (work)
  --help           print this
END
	esac
	printf '\nfinsam help %s is the manual page, finsam help pipelines tells what a pipeline is.\n' "$1"
}

# What to add to a message that there is no such name: those of the lines that may have been meant.
suggest() {
	xargs -d '\n' "$programs/pipeline" --suggest="$1" --
}

names() { stages && printf '%s\n' run check review graph ask monthly status errors help; }

# A manual page, or a document: schemas, schemas.md and docs/schemas.md are the same.
open_page() {
	topic=${1#docs/} topic=${topic#finsam-}
	case $topic in
	'' | *[!a-z0-9.-]* | .*) wrong "no manual page $1" ;;
	finsam | run | check | review | graph | ask | monthly | status | errors | help) page=${pages%-}; [ "$page" != "$pages" ] && page=$page.1 || page=${pages}finsam.1 ;;
	*) page=$pages$topic.1 ;;
	esac
	if [ -e "$page" ]; then
		command -v man >/dev/null || exec cat "$page"
		exec man "$page"
	fi
	page=$documents/${topic%.md}.md
	[ -e "$page" ] || wrong "no manual page for $1$({ names && topics; } | suggest "$1") (finsam help lists the topics)"
	[ -t 1 ] || exec cat "$page"
	exec ${PAGER:-$(command -v less || command -v more || echo cat)} "$page"
}
