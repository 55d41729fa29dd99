@echo off
rem Called by run.bat and test.bat, from the folder of the program:  prepare.bat run  or  prepare.bat dev
rem Makes .venv and installs the program into it; from installer\wheelhouse, without a network, where that exists.
setlocal
set "MARK=.venv\.prepared-%1"
set "WHAT=."
if "%1"=="dev" set "WHAT=.[dev]"

rem Nothing to do while pyproject.toml and the folder are what the environment was made for.
set "MADE_IN="
if exist .venv\.prepared-in set /p MADE_IN=<.venv\.prepared-in
if not "%MADE_IN%"=="%CD%" goto make
if not exist "%MARK%" goto install
fc /b pyproject.toml "%MARK%" >nul 2>&1 && exit /b 0
goto install

:make
set "PY=py -3"
if defined PYTHON set "PY=%PYTHON%"
%PY% -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1
if errorlevel 1 (
  echo Python 3.11 以上が見つかりません。入れてから、もう一度実行してください。 1>&2
  exit /b 1
)
%PY% -m venv --clear .venv
if errorlevel 1 (
  echo Python の環境を作れませんでした。このフォルダーに書き込めるか確かめてください。 1>&2
  exit /b 1
)
>.venv\.prepared-in echo %CD%

:install
set "FROM="
if exist installer\wheelhouse set "FROM=--no-index --find-links installer\wheelhouse"
echo プログラムを組み立てています。初めてのときは数分かかります。 1>&2
.venv\Scripts\python.exe -m pip install --quiet --disable-pip-version-check %FROM% --editable "%WHAT%"
if errorlevel 1 (
  echo 部品を取り込めませんでした。ネットワークか installer\wheelhouse を確かめて、もう一度実行してください。 1>&2
  exit /b 1
)
copy /y pyproject.toml "%MARK%" >nul
exit /b 0
