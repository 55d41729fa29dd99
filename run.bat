@echo off
rem Prepares everything on a fresh PC and opens the sample in the window.
rem   run.bat [FILE]     opens FILE instead of the sample
rem   run.bat --setup    only prepares
setlocal
chcp 65001 >nul
set "SETUP="
if "%~1"=="--setup" set "SETUP=1"
set "FILE=%~f1"
if "%~1"=="" set "FILE=%~dp0out\sample.zaitaku"
cd /d "%~dp0"

call installer\prepare.bat run
if errorlevel 1 exit /b 1
if defined SETUP (
  echo 準備ができました。 1>&2
  exit /b 0
)
if not "%~1"=="" goto open
if exist "%FILE%" goto open
if not exist out mkdir out
.venv\Scripts\python.exe -m zaitaku_desktop sample "%FILE%"
if errorlevel 1 exit /b 1

:open
.venv\Scripts\python.exe -m zaitaku_ui "%FILE%"
exit /b %errorlevel%
